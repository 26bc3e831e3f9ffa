package io.fedlora.report.browser;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A test of pages in a real browser; skipped where there is none. */
public abstract class BrowserTest {
  private static @Nullable Browser browser;

  protected Tab tab;
  protected PageInspection page;

  @BeforeAll
  static void startBrowser() {
    Assumptions.assumeTrue(
        Browser.find().isPresent(),
        "no Chromium here: install Debian's chromium, or name one with FEDLORA_CHROMIUM");
    browser = Browser.start(Browser.find().orElseThrow());
  }

  @AfterAll
  static void endBrowser() {
    if (browser != null) {
      browser.close();
      browser = null;
    }
  }

  @BeforeEach
  void openTab() {
    tab = browser.tab();
    page = new PageInspection(tab);
  }

  @AfterEach
  void closeTab() {
    tab.close();
  }
}
