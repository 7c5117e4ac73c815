// Cards: one for each note, made once and kept.

const SIGNS = { weak: "▲ least sure", placed: "★ placed", open: "◆ reviewers differ", taught: "↪ moved since" };

function makeCard(app, note) {
  const words = button(note.words, (event) => app.choose(note.id, event.shiftKey), {
    class: "words", dir: "auto", "aria-pressed": "false", tabindex: "-1", "aria-describedby": `about-${note.id}`,
  });
  const more = button("…", () => app.openNote(note.id), {
    class: "more", tabindex: "-1", "aria-label": `More about: ${shorten(note.words, 40)}`,
  });
  const grip = make("span", { class: "grip", "aria-hidden": "true", title: "Drag" }, "⠿");
  const about = make("p", { class: "about", id: `about-${note.id}` });
  const card = make("li", { class: "card", "data-id": note.id, "data-kind": note.kind }, words,
    make("div", { class: "foot" }, grip, about, more));
  app.watch(card);
  return card;
}

function aboutNote(app, note) {
  const said = [note.table ? `table ${note.table}` : "", note.kind];
  if (note.moved) said.push("★ you placed it");
  else if (note.agreed) said.push("✔ right here");
  else if (SIGNS[note.fit]) said.push(SIGNS[note.fit]);
  if (note.unclear) said.push("? unclear");
  if (note.comment) said.push("✎ comment");
  if (note.names) said.push(note.names === "yes" ? "names shown" : "names hidden");
  if (note.withhold) said.push("words kept out of print");
  return said.filter(Boolean).join(" · ");
}

function updateCard(app, note) {
  const card = app.cards.get(note.id);
  const about = card.querySelector(".about");
  const said = aboutNote(app, note);
  if (about.textContent !== said) about.textContent = said;
  card.classList.toggle("mine", note.moved || note.agreed);
  card.classList.toggle("unsure", note.unsure && !note.moved && !note.agreed);
  card.classList.toggle("unclear", note.unclear);
  card.classList.toggle("unseen-yet", !app.seen.has(note.id));
  card.classList.toggle("alike", app.alike.has(note.id));
  const chosen = String(app.chosen.has(note.id));
  const words = card.querySelector(".words");
  if (words.getAttribute("aria-pressed") !== chosen) words.setAttribute("aria-pressed", chosen);
  card.hidden = !app.fits(note);
  return card;
}
