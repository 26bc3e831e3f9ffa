// Light and dark: as the system has it, until the switch says otherwise.
const dark = matchMedia("(prefers-color-scheme: dark)");
const themeButton = document.getElementById("theme");
let chosenTheme = null;

function applyTheme() {
  const theme = chosenTheme ?? (dark.matches ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  themeButton.textContent = theme === "dark" ? "Light" : "Dark";
  themeButton.setAttribute("aria-label", theme === "dark" ? "Switch to light colours" : "Switch to dark colours");
}

themeButton.addEventListener("click", () => {
  chosenTheme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  changeTheme();
});
// Texts on tints are drawn anew, in what stands out on them now.
function changeTheme() {
  applyTheme();
  document.querySelectorAll(".plot").forEach(plot => plot.redraw?.(true));
}

dark.addEventListener("change", changeTheme);
applyTheme();
