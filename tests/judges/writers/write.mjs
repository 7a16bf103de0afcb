// Lists by writers from npm: exceljs, SheetJS, papaparse. `node write.mjs FOLDER`: reads rows.json, writes the files and made-mjs.json.
import { createRequire } from "node:module";
import fs from "node:fs";

const require = createRequire(`${process.env.NODE_PATH}/`);
const ExcelJS = require("exceljs");
const XLSX = require("xlsx");
const Papa = require("papaparse");

const folder = process.argv[2];
const { header, texts, values, formats } = JSON.parse(fs.readFileSync(`${folder}/rows.json`, "utf8"));
const amount = header.indexOf("bedrag");
const name = header.indexOf("organisatie");
const first = header.length - 3;
const made = {};
const add = (file, writer, about) => ((made[file] = { writer, ...about }), `${folder}/${file}`);
const open = [[3, "bedrag", "list-formula-open"], [41, "bedrag", "list-formula-open"]];

async function withExceljs(file, about, { numbers = false, change = () => {} } = {}) {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("Overzicht");
    sheet.addRow(header);
    texts.forEach((row, nr) => {
        const cells = numbers ? [...row.slice(0, first), values[nr][0], values[nr][1], new Date(`${values[nr][2]}T00:00:00Z`)] : row;
        const added = sheet.addRow(cells);
        if (numbers) header.forEach((key, at) => { if (formats[key]) added.getCell(at + 1).numFmt = formats[key]; });
    });
    change(sheet);
    await book.xlsx.writeFile(add(file, "exceljs", about));
}

await withExceljs("exceljs.xlsx", { same: true });
await withExceljs("exceljs-numbers.xlsx", { same: true }, { numbers: true });
await withExceljs("exceljs-formula.xlsx", { faults: open }, {
    change: (sheet) => [3, 41].forEach((row) => { sheet.getCell(row, amount + 1).value = { formula: "20+2" }; }),
});
await withExceljs("exceljs-computed.xlsx", { same: true }, {
    change: (sheet) => [3, 41].forEach((row) => { sheet.getCell(row, amount + 1).value = { formula: JSON.stringify(texts[row - 2][amount]), result: texts[row - 2][amount] }; }),
});
await withExceljs("exceljs-error.xlsx", { faults: [[5, "bedrag", "list-cell-error"]] }, {
    change: (sheet) => { sheet.getCell(5, amount + 1).value = { error: "#N/A" }; },
});
await withExceljs("exceljs-rich.xlsx", { same: true }, {
    change: (sheet) => {
        const text = texts[2][name];
        sheet.getCell(4, name + 1).value = { richText: [{ font: { bold: true }, text: text.slice(0, 5) }, { text: text.slice(5) }] };
    },
});
await withExceljs("exceljs-hidden.xlsx", { faults: [[7, null, "list-row-hidden"]] }, { change: (sheet) => { sheet.getRow(7).hidden = true; } });

function withSheetjs(file, about, { change = () => {}, type = "xlsx", options = {}, rows = [header, ...texts] } = {}) {
    const sheet = XLSX.utils.aoa_to_sheet(rows);
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, "Overzicht");
    change(sheet);
    XLSX.writeFile(book, add(file, "SheetJS", about), { bookType: type, ...options });
}
const at = (row, column) => XLSX.utils.encode_cell({ r: row - 1, c: column });

withSheetjs("sheetjs.xlsx", { same: true });
withSheetjs("sheetjs-shared.xlsx", { same: true }, { options: { bookSST: true, compression: true } });
const serial = (day) => Math.round((Date.parse(`${day}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86400000);
withSheetjs("sheetjs-numbers.xlsx", { same: true }, {
    change: (sheet) => texts.forEach((_, nr) => ["telefoon", "bedrag", "sinds"].forEach((key, nth) => {
        const value = nth === 2 ? serial(values[nr][2]) : values[nr][nth];
        sheet[at(nr + 2, first + nth)] = { t: "n", v: value, z: formats[key] };
    })),
});
withSheetjs("sheetjs-formula.xlsx", { faults: open }, { change: (sheet) => [3, 41].forEach((row) => { sheet[at(row, amount)] = { t: "n", f: "20+2" }; }) });
withSheetjs("sheetjs-computed.xlsx", { same: true }, { change: (sheet) => [3, 41].forEach((row) => { sheet[at(row, amount)] = { t: "s", f: JSON.stringify(texts[row - 2][amount]), v: texts[row - 2][amount] }; }) });
withSheetjs("sheetjs-error.xlsx", { faults: [[5, "bedrag", "list-cell-error"]] }, { change: (sheet) => { sheet[at(5, amount)] = { t: "e", v: 0x2a }; } });
withSheetjs("sheetjs.csv", { same: true, delimiter: ";" }, { type: "csv", options: { FS: ";" } });

for (const [file, delimiter, options] of [
    ["papaparse.csv", ",", {}],
    ["papaparse-semicolon.csv", ";", { delimiter: ";" }],
    ["papaparse-quoted.csv", ";", { delimiter: ";", quotes: true }],
    ["papaparse-lf.csv", ";", { delimiter: ";", newline: "\n" }],
]) {
    fs.writeFileSync(add(file, "papaparse", { same: true, delimiter }), Papa.unparse([header, ...texts], options));
}
fs.writeFileSync(`${folder}/made-mjs.json`, JSON.stringify(made));
