// What the workbook adds to JupyterLab: the button "Check" in exercise notebooks, and a font for code that has every
// Vietnamese letter. Written by hand in the form that JupyterLab's own build gives an extension (a module-federation
// container), so that the workbook needs no JavaScript tools.
(() => {
  const COMMAND = "bamboo-diplomacy:check";
  const busy = new WeakSet();
  let shared = {};

  // JupyterLab shares its modules with extensions by name and version; it brings one version of each.
  const load = async (name) => (await Object.values(shared[name])[0].get())();

  const isCheck = (model) => (model.getMetadata("tags") ?? []).includes("check");

  // The task that the cursor is in ends at the next check cell; a task may have several checks in a row.
  const endOfTask = (cells, active) => {
    let end = cells.findIndex((cell, index) => index >= active && isCheck(cell.model));
    if (end < 0) end = cells.findLastIndex((cell) => isCheck(cell.model));
    while (end + 1 < cells.length && isCheck(cells[end + 1].model)) end += 1;
    return end;
  };

  // Everything from the top runs, as it will for the grade, so a check never rests on a cell that was run earlier
  // and changed since. An error in another task stops nothing.
  const checkTask = async (panel, NotebookActions) => {
    if (busy.has(panel)) return;
    busy.add(panel);
    try {
      await panel.context.save();
      const { content: notebook, sessionContext } = panel;
      const end = endOfTask(notebook.widgets, notebook.activeCellIndex);
      for (const cell of notebook.widgets.slice(0, end + 1)) {
        if (cell.model.type !== "code") continue;
        await NotebookActions.runCells(notebook, [cell], sessionContext);
        if (!sessionContext.session?.kernel) return;
      }
      await notebook.scrollToItem(end, "smart");
      // The card may stand below the edge although the cell itself is in sight.
      notebook.widgets[end].node.scrollIntoView({ block: "nearest" });
    } finally {
      busy.delete(panel);
    }
  };

  const extension = async () => {
    const names = ["@jupyterlab/notebook", "@jupyterlab/apputils", "@jupyterlab/coreutils"];
    const [notebook, apputils, coreutils] = await Promise.all(names.map(load));
    const word = (name) => coreutils.PageConfig.getOption(`bambooCheck${name}`);

    const activate = (app, tracker, palette) => {
      const panel = () => tracker.currentWidget;
      const hasChecks = (model) => [...(model?.cells ?? [])].some(isCheck);
      app.commands.addCommand(COMMAND, {
        label: word("Label"),
        caption: word("Caption"),
        isEnabled: () => hasChecks(panel()?.content.model),
        execute: () => checkTask(panel(), notebook.NotebookActions),
      });
      app.commands.addKeyBinding({ command: COMMAND, keys: ["Accel Shift Enter"], selector: ".jp-Notebook" });
      palette?.addItem({ command: COMMAND, category: "Bamboo Diplomacy" });
      tracker.widgetAdded.connect(async (_, added) => {
        await added.context.ready;
        if (added.isDisposed || !hasChecks(added.content.model)) return;
        const button = new apputils.ToolbarButton({
          label: word("Label"),
          tooltip: word("Caption"),
          onClick: () => checkTask(added, notebook.NotebookActions),
        });
        added.toolbar.insertItem(0, "bamboo-check", button);
      });
    };

    const plugin = {
      id: COMMAND,
      autoStart: true,
      requires: [notebook.INotebookTracker],
      optional: [apputils.ICommandPalette],
      activate,
    };
    return () => ({ __esModule: true, default: plugin });
  };

  // DejaVu Sans Mono, the first choice of JupyterLab's themes on Linux, lacks 46 of the 146 Vietnamese letters. The
  // doubled selector wins over a theme and gives way to a font that the user has set.
  const style = async () => () => {
    const sheet = document.createElement("style");
    const fonts = "'Noto Sans Mono', 'Noto Mono', 'Cascadia Mono', var(--jp-code-font-family-default)";
    sheet.textContent = `:root:root { --jp-code-font-family: ${fonts}; }`;
    document.head.append(sheet);
    return {};
  };

  const modules = { "./extension": extension, "./style": style };
  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["bamboo-diplomacy"] = {
    init: (scope) => {
      shared = scope;
    },
    get: (name) => modules[name](),
  };
})();
