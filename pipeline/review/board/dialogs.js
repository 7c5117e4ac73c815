// What is asked in a window of its own.

function openDialog(title, parts, actions) {
  const dialog = byId("dialog");
  const close = () => dialog.close();
  dialog.replaceChildren(
    make("h2", { id: "dialog-title", dir: "auto" }, title), ...parts,
    make("div", { class: "bar" }, ...actions.map(([text, run, attributes]) => button(text, () => { if (run() !== false) close(); }, attributes)),
      button("Close", close)));
  if (!dialog.open) dialog.showModal();
  return dialog;
}

const field = (label, input) => make("label", { class: "field" }, label, input);
const option = (value, text, selected = false) => make("option", { value, selected }, text);
const warn = (text) => { byId("warning").textContent = text; return false; };
const warning = () => make("p", { id: "warning", class: "warning", role: "alert" });

function askTitle(app, question, heading, run) {
  const input = make("input", { type: "text", maxlength: "200", autocomplete: "off" });
  const done = () => {
    const title = oneLine(input.value);
    if (!/[\p{L}\p{N}]/u.test(title)) return warn("Write a name.");
    if (findTitle(app.state, question, title)) return warn("This question has, or had, a theme of that name. Choose another name.");
    run(title);
    return true;
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); if (done()) byId("dialog").close(); }
  });
  openDialog(heading, [field("Name of the theme", input), warning()], [["Make it", done, { class: "strong" }]]);
  input.focus();
}

function askTheme(app, ids) {
  const themes = listColumns(app).map((theme) => button(`${theme.title} (${membersOf(app.state, theme.id).length})`, () => {
    byId("dialog").close();
    app.move(ids, theme.id);
  }, { class: "choice", dir: "auto" }));
  openDialog(`Move ${count(ids.length, "note")} to …`, [make("div", { class: "choices" }, ...themes)], [["New theme…", () => {
    app.askNew(ids);
    return false;
  }]]);
}

function openNoteDialog(app, id) {
  const note = app.state.notes.get(id);
  const comment = make("textarea", { rows: "2" });
  comment.value = note.comment;
  const names = make("select", {}, option("", "as the program has it", !note.names), option("yes", "yes", note.names === "yes"), option("no", "no", note.names === "no"));
  const withhold = make("textarea", { rows: "2" });
  withhold.value = note.withhold;
  const unclear = make("input", { type: "checkbox" });
  unclear.checked = note.unclear;
  const save = () => {
    const parts = [];
    const set = (name, value) => { if (note[name] !== value) parts.push({ do: "mark", notes: [id], field: name, value }); };
    set("comment", comment.value.trim());
    set("names", names.value);
    set("withhold", withhold.value.trim());
    set("unclear", unclear.checked);
    if (parts.length) app.act(`Noted on “${shorten(note.words, 30)}”`, parts);
  };
  const theme = app.state.themes.get(note.theme);
  openDialog("About this note", [
    make("blockquote", { dir: "auto", class: "whole" }, note.words),
    make("p", { class: "quiet", dir: "auto" }, `In “${theme.title}”. ${app.board.fits[note.fit]}. ${note.why}`),
    field("Comment for the others", comment),
    make("label", { class: "check" }, unclear, " It is unclear what it means"),
    field("May names in it be shown in reports?", names),
    field("Keep out of print: copy words from the note, one stretch on each line, or write “all”", withhold),
  ], [["Keep", save, { class: "strong" }], ["It is right here", () => app.agree([id])], ["Move to…", () => { askTheme(app, [id]); return false; }]]);
}

function openThemeDialog(app, id) {
  const theme = app.state.themes.get(id);
  const held = membersOf(app.state, id);
  const title = make("input", { type: "text", maxlength: "200", autocomplete: "off" });
  title.value = theme.title;
  const say = make("textarea", { rows: "2" });
  say.value = theme.say;
  const into = make("select", {}, option("", "leave it as it is", true),
    ...listColumns(app).filter((one) => one.id !== id).map((one) => option(one.id, one.title)));
  const part = make("input", { type: "text", maxlength: "200", autocomplete: "off" });
  const boxes = held.map((note) => {
    const box = make("input", { type: "checkbox", value: note.id });
    box.checked = app.chosen.has(note.id);
    return [box, make("label", { class: "check", dir: "auto" }, box, ` ${shorten(note.words, 160)}`)];
  });
  const keep = () => {
    const parts = [];
    const name = oneLine(title.value);
    if (name !== theme.title) {
      if (!/[\p{L}\p{N}]/u.test(name)) return warn("Write a name.");
      if (findTitle(app.state, theme.question, name, id)) return warn("Another theme has, or had, that name. To make one of both, choose it under “Merge into”.");
      parts.push({ do: "rename", theme: id, title: name });
    }
    if (say.value.trim() !== theme.say) parts.push({ do: "say", theme: id, value: say.value.trim() });
    const split = oneLine(part.value);
    if (split && !app.addSplit(parts, theme, split, boxes.map(([box]) => box).filter((box) => box.checked).map((box) => box.value))) return false;
    if (into.value) parts.push({ do: "merge", theme: id, into: into.value });
    if (parts.length) app.act(into.value ? `Merged “${theme.title}” into “${app.state.themes.get(into.value).title}”` : `Changed “${theme.title}”`, parts);
    return true;
  };
  openDialog(`Change “${shorten(theme.title)}”`, [
    theme.definition ? make("p", { class: "quiet", dir: "auto" }, theme.definition) : "",
    theme.status ? make("p", { class: "quiet", dir: "auto" }, theme.status) : "",
    field("Rename to", title), field("Merge into", into), field("Comment for the others", say),
    make("details", {}, make("summary", {}, "Split"), field("Name of the new theme", part),
      make("div", { class: "choices", role: "group", "aria-label": "Notes that go to it" }, ...boxes.map(([, label]) => label))),
    warning(),
  ], [["Keep", keep, { class: "strong" }]]);
}

function openMissedDialog(app) {
  const text = make("textarea", { rows: "3" });
  const table = make("input", { type: "text", autocomplete: "off" });
  const speaker = make("input", { type: "text", autocomplete: "off" });
  const rows = app.state.missed.map((one) => make("li", {}, make("span", { dir: "auto" }, one.text, " "),
    button("Take out", () => { app.act("Took out a missed note", [{ do: "remove", key: one.key }]); openMissedDialog(app); }, { "aria-label": `Take out: ${shorten(one.text, 40)}` })));
  const add = () => {
    const words = text.value.trim();
    if (!words) return warn("Write what was said.");
    const missed = { key: `m${app.log.length + 1}`, text: words, question: app.question, table: oneLine(table.value), speaker: oneLine(speaker.value) };
    app.act("Added a missed note", [{ do: "add", missed }]);
    return true;
  };
  openDialog("What was missed", [
    make("p", {}, "What was said and not written down: one remark, in the person's own words. It becomes a card after the next run."),
    rows.length ? make("ul", { class: "missed" }, ...rows) : "",
    field("What was said", text), field("Table", table), field("Who says it (empty: you)", speaker), warning(),
  ], [["Add it", add, { class: "strong" }]]);
  text.focus();
}

function openSaveDialog(app) {
  const name = make("input", { type: "text", maxlength: "80", autocomplete: "name" });
  name.value = app.name;
  const save = () => {
    app.name = oneLine(name.value);
    if (!app.name) return warn("Write your name: your decisions are kept under it.");
    app.download();
    return true;
  };
  openDialog("Save decisions", [
    field("Your name", name), warning(),
    make("p", {}, `A file is downloaded. Put it into data/raw/${app.board.event} and run again: your decisions are replayed with everybody else's. Leave it there; it is the record of what you decided.`),
  ], [["Save as CSV", save, { class: "strong" }]]);
}

const HELP = [
  ["By mouse", "Drag a card to a theme. Click cards to choose several, Shift and click for a stretch of them; drag one and all move. Drop on “New theme” to make one."],
  ["By touch", "Tap cards to choose them, then “Move to…” below; or drag a card by its dots ⠿."],
  ["By keyboard", "Tab to a card, arrow keys to the others. Space chooses. Enter picks up: left and right choose the theme, Enter puts down, Escape leaves all as it was. On a card: M move to, N new theme, A choose the most alike, O right here, U unclear, E more. Ctrl+Z undoes, Ctrl+Y does again."],
  ["What helps", "▲ marks what the program was least sure of: it stands at the top. Choose a card and the most alike light up (≈). After three cards in a theme it proposes more. Nothing moves by itself."],
  ["What is kept", "All is kept in this browser as you go. “Save decisions” makes the file that counts."],
];

const openHelp = () => openDialog("How it works", [make("dl", {}, ...HELP.flatMap(([term, text]) => [make("dt", {}, term), make("dd", {}, text)]))], []);
