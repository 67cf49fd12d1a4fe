// Draws a quiz and tells the kernel what is chosen and when to check it. What is said comes back as cards.

const GROUPS = Symbol.for("bamboo-diplomacy.groups");

// Radio buttons of one question share a name that no other question has. Every quiz brings a copy of this module, so
// groups are counted on the page.
function newGroup() {
  globalThis[GROUPS] = (globalThis[GROUPS] ?? 0) + 1;
  return `bamboo-radio-${globalThis[GROUPS]}`;
}

function element(tag, parent, properties = {}) {
  return Object.assign(parent.appendChild(document.createElement(tag)), properties);
}

function question(model, parent, place) {
  const { text, options } = model.get("questions")[place];
  const group = element("fieldset", parent, { className: "bamboo-question" });
  element("legend", group, { textContent: `${place + 1}. ${text}` });
  const name = newGroup();
  const radios = options.map((option, value) => {
    const label = element("label", group);
    const radio = element("input", label, { type: "radio", name, value });
    element("span", label, { textContent: option });
    radio.addEventListener("change", () => {
      model.set("chosen", model.get("chosen").map((other, at) => (at === place ? value : other)));
      model.save_changes();
    });
    return radio;
  });
  const button = element("button", group, { type: "button", textContent: model.get("check_label") });
  // The choice goes along: a change of the model may wait for the one before, and a message overtakes it.
  button.addEventListener("click", () => model.send({ check: place, chosen: model.get("chosen") }));
  const said = element("div", group, { role: "status" });
  // The keys belong to the question: JupyterLab would move between cells with them.
  for (const control of [...radios, button]) control.dataset.lmSuppressShortcuts = "true";
  return { radios, said };
}

function render({ model, el }) {
  el.classList.add("bamboo-quiz");
  element("style", el, { textContent: model.get("css") });
  const shown = model.get("questions").map((_, place) => question(model, el, place));
  const score = element("p", el, { role: "status" });
  const update = () => {
    score.textContent = model.get("score");
    shown.forEach(({ radios, said }, place) => {
      radios.forEach((radio, value) => { radio.checked = model.get("chosen")[place] === value; });
      if (said.innerHTML !== model.get("feedback")[place]) said.innerHTML = model.get("feedback")[place];
    });
  };
  model.on("change:greeting", () => model.send({ heard: true }));
  model.send({ here: true });
  for (const name of ["chosen", "feedback", "score"]) model.on(`change:${name}`, update);
  update();
}

export default { render };
