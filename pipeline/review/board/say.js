// Making elements and saying what happened. Words of people are only ever set as text.

const byId = (id) => document.getElementById(id);

function make(tag, attributes = {}, ...parts) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    else if (name === "class") element.className = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...parts.filter((part) => part !== null && part !== ""));
  return element;
}

const button = (text, run, attributes = {}) => make("button", { type: "button", on: { click: run }, ...attributes }, text);
const count = (number, one, many = `${one}s`) => `${number} ${number === 1 ? one : many}`;
const shorten = (text, most = 60) => (text.length <= most ? text : `${[...text].slice(0, most).join("")} …`);

let spokenBefore = "";
function speak(text) {
  // The same sentence twice is only spoken twice when it differs.
  spokenBefore = spokenBefore === text ? `${text}\u00a0` : text;
  byId("spoken").textContent = spokenBefore;
}

function notice(...parts) {
  const place = byId("notice");
  place.replaceChildren(...parts);
  place.hidden = !parts.length;
  if (parts.length) place.append(" ", button("Close", () => notice(), { class: "small" }));
}
