// Light and dark: as the system has it, until the switch says otherwise; the page remembers that.
const dark = matchMedia("(prefers-color-scheme: dark)");
const themeButton = document.getElementById("theme");
const THEME = "fedlora-theme";
let chosenTheme = stored(() => localStorage.getItem(THEME));

// A browser may keep nothing for a page, as for one from a file.
function stored(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function applyTheme() {
  const theme = ["light", "dark"].includes(chosenTheme) ? chosenTheme : dark.matches ? "dark" : "light";
  document.documentElement.dataset.theme = theme;
  themeButton.textContent = theme === "dark" ? "Light" : "Dark";
  themeButton.setAttribute("aria-label", theme === "dark" ? "Switch to light colours" : "Switch to dark colours");
}

themeButton.addEventListener("click", () => {
  chosenTheme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  stored(() => localStorage.setItem(THEME, chosenTheme));
  changeTheme();
});

// Texts on tints are drawn anew, in what stands out on them now.
function changeTheme() {
  applyTheme();
  document.querySelectorAll(".plot").forEach(plot => plot.redraw?.(true));
}

dark.addEventListener("change", changeTheme);
applyTheme();
