// The board by keyboard: moving between cards, picking up, putting down, and letters for what is done often.

const wordsOf = (card) => card.querySelector(".words");
const shownCards = (column) => [...column.querySelectorAll(".card:not([hidden])")];

function listenToKeys(app) {
  byId("board").addEventListener("keydown", (event) => {
    const card = event.target.classList.contains("words") ? event.target.closest(".card") : null;
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const done = app.picked ? whilePicked(app, event.key) : onCard(app, event.key, card);
    if (done) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (byId("dialog").open || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    if (key === "y" || event.shiftKey) app.redo();
    else app.undo();
  });
}

function onCard(app, key, card) {
  const id = card.dataset.id;
  const ids = app.chosen.has(id) ? [...app.chosen] : [id];
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case "ArrowDown": return step(card, 1);
    case "ArrowUp": return step(card, -1);
    case "ArrowRight": return across(card, 1);
    case "ArrowLeft": return across(card, -1);
    case "Enter": pickUp(app, ids, card); return true;
    case "m": askTheme(app, ids); return true;
    case "n": app.askNew(ids); return true;
    case "a": app.chooseAlike(ids); return true;
    case "o": app.agree(ids); return true;
    case "u": app.toggleUnclear(ids); return true;
    case "e": app.openNote(id); return true;
    case "Escape": app.clearChosen(); return true;
    default: return false;
  }
}

function step(card, by) {
  const cards = shownCards(card.closest(".column"));
  const next = cards[cards.indexOf(card) + by];
  if (next) wordsOf(next).focus();
  return true;
}

function across(card, by) {
  const columns = [...document.querySelectorAll(".column")].filter((column) => shownCards(column).length);
  const at = columns.indexOf(card.closest(".column"));
  const cards = columns[at + by] ? shownCards(columns[at + by]) : [];
  const row = shownCards(columns[at]).indexOf(card);
  if (cards.length) wordsOf(cards[Math.min(row, cards.length - 1)]).focus();
  return true;
}

function pickUp(app, ids, card) {
  app.picked = { ids, theme: card.closest(".column").dataset.theme };
  for (const id of ids) app.cards.get(id).classList.add("picked");
  speak(`Picked up ${count(ids.length, "note")}. Left and right choose the theme, Enter puts down, Escape leaves all as it was.`);
}

function markTarget(id) {
  for (const column of document.querySelectorAll(".column")) column.classList.toggle("target", column.dataset.theme === id);
}

function letGo(app) {
  for (const card of document.querySelectorAll(".picked")) card.classList.remove("picked");
  markTarget("");
  app.picked = null;
}

function whilePicked(app, key) {
  const { ids, theme } = app.picked;
  if (key === "Escape" || key === "Tab") {
    letGo(app);
    speak("Left as it was.");
    return key === "Escape";
  }
  if (key === "Enter" || key === " ") {
    letGo(app);
    app.drop(ids, theme);
    return true;
  }
  const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key];
  if (!by) return false;
  const columns = [...document.querySelectorAll(".column")];
  const at = columns.findIndex((column) => column.dataset.theme === theme);
  const column = columns[(at + by + columns.length) % columns.length];
  app.picked.theme = column.dataset.theme;
  markTarget(app.picked.theme);
  column.scrollIntoView({ block: "nearest", inline: "nearest" });
  speak(app.picked.theme === NEW ? "A new theme" : `${app.state.themes.get(app.picked.theme).title}, ${count(membersOf(app.state, app.picked.theme).length, "note")}`);
  return true;
}
