// The board itself: what is open, chosen and decided, and what every action does.

const board = JSON.parse(byId("data").textContent);

const app = {
  board, log: [], at: 0, state: null, seen: new Set(), seconds: 0, name: "", saved: 0, chosen: new Set(), alike: new Set(),
  last: "", picked: null, question: board.questions.length ? board.questions[0].id : "", cards: new Map(), columns: new Map(),
  current: "", newColumn: null, warned: false, unkept: false, filters: { words: [], table: "", kind: "", which: "" },

  fits(note) {
    const { words, table, kind, which } = app.filters;
    const text = words.length ? note.words.normalize("NFKC").toLowerCase() : "";
    return words.every((word) => text.includes(word)) && (!table || note.table === table) && (!kind || note.kind === kind)
      && (!which || WHICH[which].fits(note));
  },
  rank: (note) => (note.fit === "open" ? 3 : note.moved ? 2 : note.unsure && !note.agreed ? 1 : 0),

  act(said, steps) {
    app.log.length = app.at;
    app.log.push({ said, steps });
    app.at += 1;
    const whys = steps.map((step) => STEPS[step.do](app.state, step)).filter(Boolean);
    app.chosen.clear();
    app.alike.clear();
    app.show();
    app.keep();
    speak(whys.length ? `${said}: ${whys[0]}.` : `${said}.`);
  },
  undo() {
    if (!app.at) { speak("Nothing to undo."); return; }
    app.at -= 1;
    app.again(`Undone: ${app.log[app.at].said}.`);
  },
  redo() {
    if (app.at === app.log.length) { speak("Nothing to do again."); return; }
    app.at += 1;
    app.again(`Done again: ${app.log[app.at - 1].said}.`);
  },
  again(said) {
    const { state } = replayLog(board, app.log, app.at);
    app.state = state;
    app.chosen.clear();
    app.alike.clear();
    app.show();
    app.keep();
    speak(said);
  },

  move(ids, theme, proposed = false) {
    const title = app.state.themes.get(theme).title;
    app.act(`${proposed ? "Added" : "Moved"} ${count(ids.length, "note")} to “${title}”`, [{ do: "move", notes: ids, theme }]);
  },
  drop(ids, theme) {
    if (theme === NEW) { app.askNew(ids); return; }
    const elsewhere = ids.filter((id) => app.state.notes.get(id).theme !== theme);
    if (elsewhere.length) app.move(elsewhere, theme);
    else speak("Left as it was.");
  },
  askNew(ids) {
    askTitle(app, app.question, ids.length ? `A new theme with ${count(ids.length, "note")}` : "A new theme", (title) => {
      const theme = nextThemeId(app.question, app.log);
      const steps = [{ do: "make", theme, question: app.question, title }];
      if (ids.length) steps.push({ do: "move", notes: ids, theme });
      app.act(`Made the theme “${title}”`, steps);
      app.columns.get(theme).scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  },
  addSplit(parts, theme, title, ids) {
    if (!ids.length) return warn("Tick the notes that go to the new theme.");
    if (!/[\p{L}\p{N}]/u.test(title)) return warn("Write a name for the new theme.");
    if (findTitle(app.state, theme.question, title)) return warn("This question has, or had, a theme of that name. Choose another name.");
    const part = nextThemeId(theme.question, app.log);
    parts.push({ do: "make", theme: part, question: theme.question, title }, { do: "move", notes: ids, theme: part }, { do: "split", theme: theme.id, part });
    return true;
  },
  accept(id) {
    const theme = app.state.themes.get(id);
    app.act(`${theme.accepted ? "No longer accepted" : "Accepted"}: “${theme.title}”`, [{ do: "accept", theme: id, yes: !theme.accepted }]);
  },
  agree: (ids) => app.act(`Right where it is: ${count(ids.length, "note")}`, [{ do: "agree", notes: ids, yes: true }]),
  toggleUnclear(ids) {
    const value = !ids.every((id) => app.state.notes.get(id).unclear);
    app.act(`${value ? "Unclear" : "No longer unclear"}: ${count(ids.length, "note")}`, [{ do: "mark", notes: ids, field: "unclear", value }]);
  },
  refuse: (theme, note) => app.act("Refused a proposal", [{ do: "refuse", theme, note }]),
  openNote: (id) => openNoteDialog(app, id),
  openTheme: (id) => openThemeDialog(app, id),

  choose(id, stretch) {
    const cards = shownCards(app.cards.get(id).closest(".column")).map((card) => card.dataset.id);
    const [from, to] = [cards.indexOf(app.last), cards.indexOf(id)].sort((one, two) => one - two);
    if (stretch && from >= 0) cards.slice(from, to + 1).forEach((one) => app.chosen.add(one));
    else if (!app.chosen.delete(id)) app.chosen.add(id);
    app.last = id;
    app.light();
    // In a small window the bar of actions would lie on it.
    app.cards.get(id).scrollIntoView({ block: "nearest", inline: "nearest" });
    speak(`${count(app.chosen.size, "note")} chosen.`);
  },
  chooseAll(theme) {
    const ids = shownCards(app.columns.get(theme)).map((card) => card.dataset.id);
    const all = ids.every((id) => app.chosen.has(id));
    ids.forEach((id) => (all ? app.chosen.delete(id) : app.chosen.add(id)));
    app.light();
    speak(`${count(app.chosen.size, "note")} chosen.`);
  },
  chooseAlike(ids) {
    const alike = listAlike(app.state, ids, 6);
    [...ids, ...alike].forEach((id) => app.chosen.add(id));
    app.light();
    speak(`${count(app.chosen.size, "note")} chosen.`);
  },
  clearChosen() {
    app.chosen.clear();
    app.light();
    speak("None chosen.");
  },
  // Light up what is most like the chosen notes; all other cards stay as they are.
  light() {
    const before = [...app.alike, ...document.querySelectorAll(".words[aria-pressed=true]")].map((one) => (typeof one === "string" ? one : one.closest(".card").dataset.id));
    app.alike = new Set(app.chosen.size ? listAlike(app.state, [...app.chosen], 6) : []);
    new Set([...before, ...app.alike, ...app.chosen]).forEach((id) => app.cards.has(id) && updateCard(app, app.state.notes.get(id)));
    app.showChosen();
  },

  // One card of each theme is reached by Tab, the others by arrow keys.
  setCurrent(id) {
    const card = app.cards.get(id);
    app.current = id;
    for (const other of card.closest(".column").querySelectorAll(".words[tabindex='0']")) setReach(other.closest(".card"), -1);
    setReach(card, 0);
  },
  keepCurrent() {
    for (const column of document.querySelectorAll(".column")) {
      const reached = [...column.querySelectorAll(".words[tabindex='0']")].map((words) => words.closest(".card"));
      const shown = reached.filter((card) => !card.hidden);
      const one = shown.find((card) => card.dataset.id === app.current) || shown[0] || column.querySelector(".card:not([hidden])");
      reached.forEach((card) => setReach(card, -1));
      if (one) setReach(one, 0);
    }
  },
  focusCurrent() {
    const card = app.cards.get(app.current);
    if (card && card.isConnected && !card.hidden) wordsOf(card).focus({ preventScroll: true });
  },

  watch(card) { app.watcher.observe(card); },
  show() {
    for (const note of app.state.notes.values()) {
      if (note.question === app.question && !app.cards.has(note.id)) app.cards.set(note.id, makeCard(app, note));
    }
    renderBoard(app);
    app.showChosen();
    app.showProgress();
  },
  showChosen() {
    const place = byId("chosen");
    const ids = [...app.chosen];
    place.hidden = !ids.length;
    if (!ids.length) { place.replaceChildren(); return; }
    place.replaceChildren(
      make("strong", {}, `${count(ids.length, "note")} chosen`),
      button("Move to…", () => askTheme(app, ids), { class: "strong" }), button("New theme…", () => app.askNew(ids)),
      button("Choose the most alike", () => app.chooseAlike(ids)), button("Right here", () => app.agree(ids)),
      button("Unclear", () => app.toggleUnclear(ids)), ids.length === 1 ? button("More…", () => app.openNote(ids[0])) : "",
      button("Clear", () => app.clearChosen()));
  },
  showProgress() {
    const all = [...app.state.themes.values()].filter((theme) => !theme.into);
    const sorted = all.filter((theme) => !(theme.unsorted && theme.title === theme.sent));
    const [themes, noun] = sorted.length ? [sorted, "theme"] : [all, "list"]; // where there is no theme, lists are accepted
    const accepted = themes.filter((theme) => theme.accepted).length;
    const unsaved = app.at !== app.saved || (app.at && app.savedOn !== app.log[app.at - 1]) ? " · not saved as a file yet" : "";
    byId("progress").textContent = `${app.seen.size} of ${count(board.notes.length, "note")} seen · ${accepted} of ${count(themes.length, noun)} accepted · ${count(Math.round(app.seconds / 60), "minute")}${app.at ? unsaved : ""}`;
    byId("undo").disabled = !app.at;
    byId("redo").disabled = app.at === app.log.length;
    const own = [...app.state.notes.values()].filter((note) => note.question === app.question);
    const shown = own.filter(app.fits).length;
    byId("found").textContent = shown === own.length ? count(own.length, "note") : `${shown} of ${count(own.length, "note")} shown`;
    const at = board.questions.findIndex((one) => one.id === app.question);
    byId("asked").textContent = at >= 0 ? board.questions[at].text : "";
  },

  keep() {
    app.unkept = false;
    const { log, at, seconds, name } = app;
    const why = keepWork(board, { log, at, seconds, name, seen: [...app.seen], saved: app.saved });
    if (why && !app.warned) notice(`${why}: press “Save decisions” before you close it. The file has all you decided.`);
    app.warned = Boolean(why);
  },
  take(work) {
    app.log = work.log;
    app.at = Math.min(Math.max(work.at, 0), work.log.length);
    app.seen = new Set(work.seen.filter((id) => board.notes.some((note) => note.id === id)));
    app.seconds = Number(work.seconds) || 0;
    app.name = String(work.name || "");
    app.saved = Number(work.saved) || 0;
    app.savedOn = app.log[app.saved - 1];
    const { state, lost } = replayLog(board, app.log, app.at);
    app.state = state;
    return lost;
  },
  download() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    const text = writeCsv(board, app.state, app.name, `${day} ${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`);
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = make("a", { href: address, download: nameFile(board, app.name) });
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 60000);
    app.saved = app.at;
    app.savedOn = app.log[app.at - 1];
    app.keep();
    app.showProgress();
    speak("Saved as a file.");
  },
};

const WHICH = {
  unseen: { label: "not seen yet", fits: (note) => !app.seen.has(note.id) },
  unsure: { label: "least sure", fits: (note) => note.unsure && !note.moved && !note.agreed },
  open: { label: "reviewers differ", fits: (note) => note.fit === "open" },
  unclear: { label: "unclear", fits: (note) => note.unclear },
  mine: { label: "placed by you", fits: (note) => note.moved || note.agreed },
};

// A note counts as seen when most of it was on the screen for a moment.
const waiting = new Map();
app.watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const id = entry.target.dataset.id;
    window.clearTimeout(waiting.get(id));
    if (!entry.isIntersecting || app.seen.has(id)) continue;
    waiting.set(id, window.setTimeout(() => {
      app.seen.add(id);
      app.unkept = true;
      entry.target.classList.remove("unseen-yet");
      app.showProgress();
    }, 800));
  }
}, { threshold: 0.6 });

function setReach(card, reach) {
  card.querySelectorAll("button").forEach((one) => { one.tabIndex = reach; });
}

function fillFilters() {
  const fill = (id, options) => byId(id).replaceChildren(...options);
  const values = (name) => [...new Set(board.notes.map((note) => note[name]).filter(Boolean))].sort();
  const short = board.themes.reduce((found, theme) => found.set(theme.question, theme.shortly), new Map());
  const asked = board.questions.filter((one) => board.notes.some((note) => note.question === one.id));
  fill("question", asked.map((one) => option(one.id, short.get(one.id) || shorten(one.text || "Without a question", 48))));
  app.question = asked.length ? asked[0].id : app.question;
  fill("table", [option("", "all"), ...values("table").map((one) => option(one, one))]);
  fill("kind", [option("", "all"), ...values("kind").map((one) => option(one, one))]);
  fill("which", [option("", "all"), ...Object.entries(WHICH).map(([key, one]) => option(key, one.label))]);
}

function narrow() {
  app.filters = {
    words: byId("words").value.normalize("NFKC").toLowerCase().split(/\s+/).filter(Boolean),
    table: byId("table").value, kind: byId("kind").value, which: byId("which").value,
  };
  const before = app.question;
  app.question = byId("question").value || app.question;
  if (before !== app.question) { app.chosen.clear(); app.alike.clear(); byId("board").scrollLeft = 0; }
  app.show();
}

function listen() {
  const on = (id, run) => byId(id).addEventListener("click", run);
  on("undo", () => app.undo());
  on("redo", () => app.redo());
  on("new-theme", () => app.askNew([...app.chosen]));
  on("missed", () => openMissedDialog(app));
  on("save", () => openSaveDialog(app));
  on("help", openHelp);
  on("print", () => window.print());
  on("large", (event) => {
    const large = document.documentElement.classList.toggle("large");
    event.target.setAttribute("aria-pressed", String(large));
  });
  const form = byId("find");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", narrow);
  form.addEventListener("reset", () => {
    const question = app.question;
    window.setTimeout(() => { byId("question").value = question; narrow(); }, 0);
  });
  byId("board").addEventListener("focusin", (event) => {
    const card = event.target.closest(".card");
    if (card) app.setCurrent(card.dataset.id);
  });
  window.addEventListener("storage", (event) => {
    const work = event.key === keyOf(board) && event.newValue ? readWork(event.newValue) : null;
    if (!work) return;
    app.take(work);
    app.show();
    speak("Taken over from the other tab.");
  });
  let active = 0;
  for (const kind of ["pointerdown", "pointermove", "keydown"]) window.addEventListener(kind, () => { active = Date.now(); }, { passive: true });
  window.setInterval(() => {
    if (app.unkept) app.keep();
    if (Date.now() - active > 30000) return;
    app.seconds += 5;
    app.unkept = true;
    app.showProgress();
  }, 5000);
  window.addEventListener("beforeunload", (event) => { if (app.warned && app.at !== app.saved) event.preventDefault(); });
}

function start() {
  byId("title").textContent = `Sorting board: ${board.title}${board.subtitle ? `, ${board.subtitle}` : ""}`;
  app.newColumn = make("section", { class: "column new", "data-theme": NEW, "aria-label": "New theme" },
    make("p", { class: "title" }, "New theme"), make("p", { class: "quiet" }, "Drop cards here."));
  fillFilters();
  const { work, why } = findWork(board);
  const lost = work ? app.take(work) : [];
  if (!work) app.state = replayLog(board, [], 0).state;
  listen();
  listenToKeys(app);
  listenToPointers(app);
  app.show();
  if (why) {
    app.warned = true;
    notice(`${why}: press “Save decisions” before you close it. The file has all you decided.`);
  } else if (lost.length) {
    notice(make("strong", {}, "Of what you decided on an earlier draft this could not be done again:"),
      make("ul", {}, ...lost.map((one) => make("li", { dir: "auto" }, `${one.said}: ${one.why}.`))));
  } else if (board.leftOut) {
    notice(`${board.leftOut} more notes are not on the board; all are in the table coded_notes.csv.`);
  }
}

start();
