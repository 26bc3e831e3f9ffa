// What the reader has chosen. It outlives the drawing: a live page is drawn anew again and again.
const remembered = new Map();

function kept(key, fresh) {
  if (!remembered.has(key)) remembered.set(key, fresh());
  return remembered.get(key);
}

// The client that is followed through the page, if one is.
const choice = { client: null };
const chosenButton = document.getElementById("chosen");

const chooseClient = client => followClient(client === choice.client ? null : client);

function followClient(client) {
  choice.client = client;
  showChoice();
  document.querySelectorAll(".plot[data-clients]").forEach(plot => plot.redraw?.(true));
}

function showChoice() {
  if (!chosenButton) return;
  chosenButton.hidden = choice.client === null;
  chosenButton.textContent = `client ${choice.client} ×`;
  chosenButton.setAttribute("aria-label", `client ${choice.client} × is marked; mark none`);
}

chosenButton?.addEventListener("click", () => chooseClient(null));
