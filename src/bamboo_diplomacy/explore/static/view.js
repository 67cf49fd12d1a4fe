// Draws one Vega-Lite plot and then only feeds it: new rows and new signal values, never a new chart
// unless the plot itself is another one.

const VEGA = Symbol.for("bamboo-diplomacy.vega");
const GROUPS = Symbol.for("bamboo-diplomacy.groups");
const ERRORS_ONLY = 1; // Vega warns of every empty dataset; what a plot's author must know, the tests say
const EMBED = { actions: false, renderer: "svg", mode: "vega-lite", logLevel: ERRORS_ONLY };
const DRAWN = ["plot", "datasets", "signals"];
const WORDS = ["title", "subtitle", "sentence", "source"];

function vega() {
  if (!globalThis[VEGA]) {
    const entry = { asked: false };
    entry.ready = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
    entry.ready.catch(() => {}); // each chart says it; nobody else need hear
    globalThis[VEGA] = entry;
  }
  return globalThis[VEGA].ready;
}

function page(el) {
  el.classList.add("bamboo-chart");
  const parts = {};
  const add = (name, tag, parent = el) => {
    parts[name] = parent.appendChild(document.createElement(tag));
    parts[name].className = `bamboo-${name}`;
    return parts[name];
  };
  add("title", "div");
  add("subtitle", "div");
  add("picture", "div").setAttribute("role", "img");
  add("vega", "div", parts.picture).setAttribute("aria-hidden", "true");
  add("sentence", "p").setAttribute("role", "status");
  parts.sentence.setAttribute("aria-live", "polite");
  add("source", "p");
  add("copy", "label");
  add("code-label", "span", parts.copy);
  add("code", "textarea", parts.copy);
  parts.code.readOnly = true; // and so within reach of Tab, select all and copy, which a <pre> is not
  parts.code.wrap = "soft";
  parts.code.spellcheck = false;
  parts.code.dataset.lmSuppressShortcuts = "true";
  return parts;
}

// Every chart brings a copy of this module, so groups are counted on the page: their names must differ there.
function newGroup() {
  globalThis[GROUPS] = (globalThis[GROUPS] ?? 0) + 1;
  return `bamboo-radio-${globalThis[GROUPS]}`;
}

// What ipywidgets leave out: names for the handles of sliders, groups that arrow keys move in, and the keys
// themselves, which JupyterLab would otherwise take for moving between cells.
function assist(explorer) {
  const controls = explorer?.querySelector(".bamboo-controls");
  if (!controls) return;
  for (const input of controls.querySelectorAll("input, select, button, [tabindex]")) {
    input.dataset.lmSuppressShortcuts = "true";
  }
  for (const control of controls.children) {
    const label = control.querySelector(".widget-label")?.textContent ?? "";
    for (const handle of control.querySelectorAll(".noUi-handle")) handle.setAttribute("aria-label", label);
    const radios = control.querySelectorAll("input[type=radio]:not([name])");
    const group = radios.length ? newGroup() : "";
    for (const radio of radios) radio.name = group;
    if (radios.length || control.matches(".bamboo-many")) {
      control.setAttribute("role", radios.length ? "radiogroup" : "group");
      control.setAttribute("aria-label", label);
    }
  }
}

function signalsOf(model) {
  const live = Object.fromEntries(model.get("live").map((name) => [name, model.get(`live_${name}`)]));
  return { ...model.get("signals"), ...live };
}

// A plot of one panel takes the width of its place on the page; a plot of several panels keeps its own.
const fluid = (plot) => "mark" in plot || "layer" in plot;

function specOf(model, width) {
  const plot = model.get("plot");
  const params = Object.entries(signalsOf(model)).map(([name, value]) => ({ name, value }));
  const size = fluid(plot) ? { width, autosize: { type: "fit-x", contains: "padding" } } : {};
  return { ...plot, ...size, params, datasets: model.get("datasets"), description: model.get("alt") };
}

function render({ model, el }) {
  const parts = page(el);
  let drawn = null; // the Vega view on the page
  let turn = Promise.resolve(); // one change after the other
  let shown = {}; // what each dataset and signal was last set to
  let asked = new Set();

  const words = () => {
    for (const name of WORDS) {
      parts[name].textContent = model.get(name);
      parts[name].hidden = !model.get(name);
    }
    parts.picture.setAttribute("aria-label", model.get("alt"));
    parts.copy.hidden = !model.get("code");
    parts["code-label"].textContent = model.get("code_label");
    parts.code.value = model.get("code");
    parts.code.rows = model.get("code").split("\n").length;
  };

  const remember = (kind, name, value) => {
    const key = `${kind} ${name}`;
    const text = JSON.stringify(value);
    if (shown[key] === text) return false;
    shown[key] = text;
    return true;
  };

  const draw = async () => {
    const { embed } = await vega();
    shown = {};
    for (const [name, rows] of Object.entries(model.get("datasets"))) remember("data", name, rows);
    for (const [name, value] of Object.entries(signalsOf(model))) remember("signal", name, value);
    drawn?.finalize();
    drawn = (await embed(parts.vega, specOf(model, el.clientWidth), EMBED)).view;
  };

  const feed = async () => {
    for (const [name, rows] of Object.entries(model.get("datasets"))) {
      if (remember("data", name, rows)) drawn.data(name, rows.map((row) => ({ ...row })));
    }
    for (const [name, value] of Object.entries(signalsOf(model))) {
      if (remember("signal", name, value)) drawn.signal(name, value);
    }
    await drawn.runAsync();
  };

  const flush = async () => {
    const plot = asked.has("plot") || !drawn;
    asked = new Set();
    words();
    const explorer = el.closest(".bamboo-explorer");
    assist(explorer);
    (explorer ?? el).lang = model.get("language"); // JupyterLab's page is English: a screen reader changes its voice
    await (plot ? draw() : feed());
    el.dispatchEvent(new CustomEvent("bamboo:drawn", { bubbles: true }));
  };

  const sayTrouble = (error) => {
    console.error(error);
    parts.sentence.textContent = model.get("trouble");
    parts.sentence.hidden = false;
  };

  // Several traits change in one message: draw once, after the last of them.
  const ask = (what) => {
    if (asked.size === 0) turn = turn.then(flush).catch(sayTrouble);
    asked.add(what);
  };

  model.on("change:greeting", () => model.send({ heard: true }));
  model.send({ here: true });
  for (const name of [...DRAWN, "alt", "code", ...WORDS]) model.on(`change:${name}`, () => ask(name));
  for (const name of model.get("live")) model.on(`change:live_${name}`, () => ask("signals"));

  const resized = new ResizeObserver(() => {
    if (!el.clientWidth) return; // the notebook is in the background
    if (!drawn) ask("plot");
    else if (fluid(model.get("plot"))) drawn.width(el.clientWidth).runAsync();
  });
  resized.observe(el);

  return () => {
    resized.disconnect();
    turn.then(() => drawn?.finalize());
  };
}

export default { render };
