// What is kept in this browser, so that a reload, a crash or a second tab loses nothing.

const keyOf = (board) => `listening-event-board ${board.event}`;

// Gives why it could not be kept; empty when it was.
function keepWork(board, work) {
  try {
    window.localStorage.setItem(keyOf(board), JSON.stringify(work));
    return "";
  } catch (error) {
    return error && error.name === "QuotaExceededError"
      ? "This browser's storage is full"
      : "This browser keeps nothing for this page";
  }
}

function readWork(text) {
  try {
    const work = JSON.parse(text);
    const whole = work && Array.isArray(work.log) && Number.isInteger(work.at) && Array.isArray(work.seen)
      && work.log.every((entry) => entry && typeof entry.said === "string" && Array.isArray(entry.steps)
        && entry.steps.every((step) => step && typeof step.do === "string" && (!("notes" in step) || Array.isArray(step.notes))));
    return whole ? work : null;
  } catch (error) {
    return null;
  }
}

function findWork(board) {
  try {
    const text = window.localStorage.getItem(keyOf(board));
    return { work: text ? readWork(text) : null, why: text && !readWork(text) ? "What this browser had kept could not be read" : "" };
  } catch (error) {
    return { work: null, why: "This browser keeps nothing for this page" };
  }
}
