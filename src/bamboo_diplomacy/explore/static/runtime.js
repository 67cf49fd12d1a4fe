// Brings Vega to the page once, however many kernels and notebooks ask for it.
// Charts wait for `globalThis[VEGA].ready`, a promise of the module that exports `embed`.

const VEGA = Symbol.for("bamboo-diplomacy.vega");

function slot() {
  if (!globalThis[VEGA]) {
    const entry = { asked: false };
    entry.ready = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
    entry.ready.catch(() => {}); // each chart says it; nobody else need hear
    globalThis[VEGA] = entry;
  }
  return globalThis[VEGA];
}

// A model that is not ready within two seconds is given up by anywidget; a slow machine needs longer for Vega,
// so nothing here waits for it.
function initialize({ model }) {
  if (globalThis[VEGA]?.failed) delete globalThis[VEGA]; // another kernel may have a better one
  const entry = slot();
  if (entry.asked) return;
  entry.asked = true;
  load(model.get("source")).then(entry.resolve, (error) => {
    entry.failed = true;
    entry.reject(error);
  });
}

async function load(source) {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  try {
    return await import(url);
  } finally {
    URL.revokeObjectURL(url);
  }
}

export default { initialize };
