// Sorts the table of cases by a column; the page is complete without it.
for (const table of document.querySelectorAll("table.cases")) {
  const [first, second] = table.tHead.rows;
  const columns = [...[...first.cells].filter(cell => cell.rowSpan > 1), ...second.cells];
  columns.forEach((head, column) => {
    const button = document.createElement("button");
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") === "descending";
      columns.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = row => column === 0 ? row.cells[0].textContent : parseFloat(row.cells[column].dataset.value);
      const order = (a, b) => column === 0 ? a.localeCompare(b, "en", {numeric: true}) : a - b;
      const rows = [...table.tBodies[0].rows].sort((a, b) => {
        const [x, y] = [key(a), key(b)];
        if (x !== x || y !== y) return (x !== x) - (y !== y);
        return up ? order(x, y) : order(y, x);
      });
      table.tBodies[0].append(...rows);
    });
  });
}
