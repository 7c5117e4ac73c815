// What people decided: a log of entries, each a few steps, replayed on the draft. The state is a function
// of draft and log alone, so that undo, a reload and a newer draft are all the same replay.

const foldTitle = (title) => title.normalize("NFC").toLowerCase().split(/\s+/).filter(Boolean).join(" ").replace(/\.+$/, "");
const oneLine = (text) => text.split(/\s+/).filter(Boolean).join(" ");

function startState(board) {
  const state = { themes: new Map(), notes: new Map(), missed: [], refused: new Set(), split: new Map(), alias: new Map() };
  for (const theme of board.themes) {
    state.themes.set(theme.id, { ...theme, sent: theme.title, made: false, into: "", say: "", accept: null });
  }
  for (const note of board.notes) {
    state.notes.set(note.id, {
      ...note, sent: note.theme, moved: false, agreed: false, unclear: false, comment: "", names: "", withhold: "",
    });
  }
  for (const [before, now] of Object.entries(board.now)) state.alias.set(before, now);
  return state;
}

// The theme an id leads to, after merging here and in earlier runs; empty where there is none.
function followTheme(state, id) {
  for (let steps = 0; steps < 1000; steps += 1) {
    const theme = state.themes.get(id);
    const next = theme ? theme.into : state.alias.get(id);
    if (!next) return theme ? id : "";
    id = next;
  }
  return "";
}

function findTitle(state, question, title, except = "") {
  const folded = foldTitle(title);
  for (const theme of state.themes.values()) {
    if (theme.question !== question || theme.id === except) continue;
    if (foldTitle(theme.title) === folded || foldTitle(theme.sent) === folded) return theme.id;
  }
  return "";
}

const membersOf = (state, id) => [...state.notes.values()].filter((note) => note.theme === id);

const STEPS = {
  move(state, step) {
    const id = followTheme(state, step.theme);
    if (!id) return "that theme is no longer there";
    const theme = state.themes.get(id);
    const gone = [];
    for (const noteId of step.notes) {
      const note = state.notes.get(noteId);
      if (!note || note.question !== theme.question) { gone.push(noteId); continue; }
      note.theme = id;
      note.moved = true;
      note.agreed = false;
    }
    return gone.length ? `${gone.length === step.notes.length ? "the note has" : "some notes have"} changed or gone (${gone.join(", ")})` : "";
  },
  agree(state, step) {
    return onNotes(state, step, (note) => { note.agreed = step.yes; });
  },
  make(state, step) {
    const there = findTitle(state, step.question, step.title);
    if (there) { state.alias.set(step.theme, there); return ""; }
    const asked = state.questions ? state.questions.has(step.question) : true;
    if (!asked) return "that question is no longer there";
    state.themes.set(step.theme, {
      id: step.theme, question: step.question, title: step.title, sent: step.title, definition: "", status: "★ new",
      accepted: false, other: false, made: true, into: "", say: "", accept: null,
    });
    return "";
  },
  rename(state, step) {
    return onTheme(state, step, (theme) => {
      if (foldTitle(theme.title) === foldTitle(step.title) && theme.title === step.title) return "";
      if (findTitle(state, theme.question, step.title, theme.id)) return "another theme has that name";
      theme.title = step.title;
      if (theme.made) theme.sent = step.title;
      return "";
    });
  },
  merge(state, step) {
    const from = followTheme(state, step.theme);
    const into = followTheme(state, step.into);
    if (!from || !into) return "one of the themes is no longer there";
    if (from === into) return "";
    for (const note of membersOf(state, from)) {
      note.theme = into;
      if (state.themes.get(from).made || state.themes.get(into).made) note.moved = true;
    }
    state.themes.get(from).into = into;
    return "";
  },
  accept(state, step) {
    return onTheme(state, step, (theme) => { theme.accept = step.yes; theme.accepted = step.yes; return ""; });
  },
  split(state, step) {
    const parts = state.split.get(step.theme) || [];
    state.split.set(step.theme, [...parts, step.part]);
    return "";
  },
  mark(state, step) {
    return onNotes(state, step, (note) => { note[step.field] = step.value; });
  },
  say(state, step) {
    return onTheme(state, step, (theme) => { theme.say = step.value; return ""; });
  },
  add(state, step) {
    const same = (note) => note.question === step.missed.question && oneLine(note.words) === oneLine(step.missed.text);
    if (![...state.notes.values()].some(same)) state.missed.push(step.missed);
    return "";
  },
  remove(state, step) {
    state.missed = state.missed.filter((one) => one.key !== step.key);
    return "";
  },
  refuse(state, step) {
    state.refused.add(`${followTheme(state, step.theme)} ${step.note}`);
    return "";
  },
};

function onTheme(state, step, change) {
  const theme = state.themes.get(followTheme(state, step.theme));
  return theme ? change(theme) : "that theme is no longer there";
}

function onNotes(state, step, change) {
  const gone = step.notes.filter((id) => !state.notes.has(id));
  for (const id of step.notes) if (state.notes.has(id)) change(state.notes.get(id));
  return gone.length ? `the note has changed or gone (${gone.join(", ")})` : "";
}

// The state after the first entries of a log, with what could not be done any more.
function replayLog(board, log, count) {
  const state = startState(board);
  state.questions = new Set(board.questions.map((one) => one.id));
  const lost = [];
  for (const entry of log.slice(0, count)) {
    for (const step of entry.steps) {
      const why = STEPS[step.do] ? STEPS[step.do](state, step) : "this board does not know it";
      if (why) lost.push({ said: entry.said, why });
    }
  }
  return { state, lost };
}

// A new theme's id: never one that stands anywhere in the log, undone entries included.
function nextThemeId(question, log) {
  const used = log.flatMap((entry) => entry.steps).filter((step) => step.do === "make").map((step) => step.theme);
  let number = used.length + 1;
  while (used.includes(`${question}.new-${number}`)) number += 1;
  return `${question}.new-${number}`;
}
