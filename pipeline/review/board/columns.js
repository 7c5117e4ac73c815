// Columns: one for each theme of the question that is open, and one that makes a new theme.

const NEW = "+";

function listColumns(app) {
  const themes = [...app.state.themes.values()].filter((theme) => theme.question === app.question && !theme.into);
  const rank = (theme) => (theme.other ? 2 : theme.made ? 0 : 1);
  return themes.sort((one, two) => rank(one) - rank(two));
}

function makeColumn(app, id) {
  const title = make("h2", { class: "title", id: `title-${id}`, dir: "auto" });
  const stands = make("p", { class: "stands" });
  const accept = button("Accept", () => app.accept(id), { class: "accept", "aria-describedby": `title-${id}` });
  const all = button("Choose all", () => app.chooseAll(id), { "aria-describedby": `title-${id}` });
  const edit = button("Change…", () => app.openTheme(id), { "aria-describedby": `title-${id}` });
  return make("section", { class: "column", "data-theme": id, "aria-labelledby": `title-${id}` },
    make("div", { class: "head" }, title, stands, make("div", { class: "tools" }, accept, edit, all)),
    make("div", { class: "proposals" }), make("ul", { class: "cards", role: "list" }));
}

function fillProposals(app, place, theme) {
  const ids = listProposals(app.state, theme.id);
  const key = ids.join(" ");
  if (place.dataset.key === key) return;
  place.dataset.key = key;
  if (!ids.length) { place.replaceChildren(); return; }
  const items = ids.map((id) => {
    const note = app.state.notes.get(id);
    const short = shorten(note.words, 40);
    return make("li", {}, make("span", { dir: "auto" }, shorten(note.words, 140)),
      make("div", { class: "tools" },
        button("Add", () => app.move([id], theme.id, true), { "aria-label": `Add: ${short}` }),
        button("No", () => app.refuse(theme.id, id), { "aria-label": `No, it does not belong here: ${short}` })));
  });
  const all = ids.length > 1 ? button(`Add all ${ids.length}`, () => app.move(ids, theme.id, true)) : null;
  place.replaceChildren(make("p", { class: "quiet" }, "Most like these:"), make("ul", { role: "list" }, ...items), all || "");
}

function fillColumn(app, theme) {
  const column = app.columns.get(theme.id);
  const notes = membersOf(app.state, theme.id).sort((one, two) => app.rank(two) - app.rank(one) || one.order - two.order);
  const shown = notes.filter(app.fits).length;
  const title = column.querySelector(".title");
  if (title.textContent !== theme.title) title.textContent = theme.title;
  const many = shown === notes.length ? count(notes.length, "note") : `${shown} of ${count(notes.length, "note")}`;
  const stands = theme.accepted ? "✔ accepted" : theme.accept === false ? "○ draft" : theme.status.split("\n")[0];
  column.querySelector(".stands").textContent = `${many} · ${notes.length ? stands : "empty: it is gone after the next run"}${theme.say ? " · ✎ comment" : ""}`;
  column.classList.toggle("accepted", theme.accepted);
  column.classList.toggle("other", theme.other);
  column.querySelector(".accept").setAttribute("aria-pressed", String(theme.accepted));
  const cards = notes.map((note) => updateCard(app, note));
  const list = column.querySelector(".cards");
  if (cards.length !== list.children.length || cards.some((card, at) => list.children[at] !== card)) {
    list.replaceChildren(...cards);
  }
  fillProposals(app, column.querySelector(".proposals"), theme);
}

function renderBoard(app) {
  const focused = document.activeElement;
  const themes = listColumns(app);
  for (const theme of themes) {
    if (!app.columns.has(theme.id)) app.columns.set(theme.id, makeColumn(app, theme.id));
  }
  const columns = [app.newColumn, ...themes.map((theme) => app.columns.get(theme.id))];
  const place = byId("board");
  if (columns.length !== place.children.length || columns.some((one, at) => place.children[at] !== one)) {
    place.replaceChildren(...columns);
  }
  themes.forEach((theme) => fillColumn(app, theme));
  app.keepCurrent();
  if (focused && focused !== document.activeElement && focused.isConnected) focused.focus({ preventScroll: true });
  else if (focused && !focused.isConnected) app.focusCurrent();
}
