package io.fedlora.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What must hold of every page, whatever it shows. */
public final class PageInspection {
  private static final String BAD_NUMBERS =
      """
      [...document.querySelectorAll('svg.chart, svg.chart *')].flatMap(e =>
        [...e.attributes].filter(a => /NaN|Infinity|undefined/.test(a.value))
          .map(a => e.closest('figure').id + ' ' + e.tagName + ' ' + a.name + '=' + a.value.slice(0, 60)))
      """;

  private static final String UNDRAWN =
      """
      [...document.querySelectorAll('.plot')].filter(p => p.querySelectorAll('svg.chart *').length < 4)
        .map(p => p.closest('figure').id)
      """;

  /**
   * Texts and buttons, as clear as they are, whose contrast with the ground they stand on is below
   * 4.5 to 1 (WCAG AA).
   */
  private static final String FAINT =
      """
      (() => {
        const parse = text => (text.match(/[\\d.]+/g) || []).slice(0, 3).map(Number);
        const light = rgb => rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const page = parse(getComputedStyle(document.body).backgroundColor), ground = light(page);
        const ratio = (rgb, under) => { const own = light(rgb); return (Math.max(own, under) + 0.05) / (Math.min(own, under) + 0.05); };
        const faint = new Set();
        const clear = e => e ? Number(getComputedStyle(e).opacity) * clear(e.parentElement) : 1;
        const over = (rgb, share) => rgb.map((v, i) => v * share + page[i] * (1 - share));
        for (const e of document.querySelectorAll('svg.chart text, main p, main h1, main h2, main h3, main dt, main dd, main td, main th, main li, main summary, .note, nav a, button')) {
          if (!e.textContent.trim() || e.closest('[hidden]')) continue;
          const style = getComputedStyle(e);
          const own = e.tagName === 'BUTTON' && !/, 0\\)/.test(style.backgroundColor) ? light(parse(style.backgroundColor)) : ground;
          const colour = e.tagName === 'text' ? style.fill : style.color;
          const under = e.dataset.ground ? light(parse(e.dataset.ground)) : own;
          if (ratio(over(parse(colour), clear(e)), under) < 4.5) faint.add(e.tagName + ' ' + colour + ' ' + e.textContent.slice(0, 30));
        }
        return [...faint];
      })()
      """;

  private static final String NAMELESS =
      """
      [...document.querySelectorAll('button, a, svg.chart, [role=region]')]
        .filter(e => !(e.getAttribute('aria-label') || e.textContent.trim())).map(e => e.outerHTML.slice(0, 80))
      """;

  private final Tab tab;

  public PageInspection(Tab tab) {
    this.tab = tab;
  }

  /** No complaint, nothing asked of anybody, every chart drawn, everything has a name. */
  public void isSound(String address) {
    assertThat(tab.complaints()).isEmpty();
    assertThat(tab.requests())
        .allMatch(
            request -> request.startsWith(address) || request.startsWith("data:"),
            "to " + address + " alone");
    assertThat(list(UNDRAWN)).as("charts that are not drawn").isEmpty();
    assertThat(list(BAD_NUMBERS)).as("numbers that are none").isEmpty();
    assertThat(list(NAMELESS)).as("things without a name for screen readers").isEmpty();
    assertThat(tab.evaluate("document.querySelectorAll('.plot').length").getAsInt())
        .isGreaterThan(3);
    assertThat(tab.evaluate("document.title").getAsString()).isNotEmpty();
  }

  /** Nothing is wider than the window. */
  public void fits(int width) {
    assertThat(tab.evaluate("document.documentElement.scrollWidth").getAsInt())
        .as("width of the page in a window of " + width)
        .isLessThanOrEqualTo(width);
  }

  /** Every text stands out from its ground. */
  public void isReadable() {
    assertThat(list(FAINT)).as("texts that hardly stand out").isEmpty();
  }

  private List<String> list(String expression) {
    return Tab.strings(tab.evaluate(expression));
  }
}
