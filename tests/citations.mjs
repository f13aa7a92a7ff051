// How much of real citations is read: runs `ibid cite --parse --format json -` on the rows of a table and compares.
//
//   node tests/citations.mjs FILE.tsv [--min PERCENT]
//
// The table has a line of headings and the columns text, style, platform, handle, iso_date_or_partial, url_or_id. Several
// values of a column are joined by `|`. The platforms `news` and `publication` say that there is no post. A date may bring its
// time: `2017-10-15T14:02`. What is empty must not be read, but for the time.
//
// Prints the shares by field and by style, and every miss. Ends with 1 below PERCENT rows that are right in all fields, with 2
// where there is no such file. The table of the project is `tests/citations/invented.tsv`.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const FIELDS = ["platform", "handle", "date", "id"];

const { file, min } = readArguments(process.argv.slice(2));
if (!existsSync(file)) {
  console.error(`there is no file ${file}`);
  process.exit(2);
}
const rows = readRows(file);
const answers = ask(rows.map((row) => row.text));
const results = rows.map((row, index) => ({ row, wrong: compare(row, answers[index].citations) }));

printTable("field", FIELDS, (field) => results.map(({ wrong }) => !wrong.has(field)));
const styles = [...new Set(rows.map((row) => row.style))].sort();
printTable("style", styles, (style) =>
  results.filter(({ row }) => row.style === style).map(({ wrong }) => wrong.size === 0));
printMisses();

const right = results.filter(({ wrong }) => wrong.size === 0).length;
const share = percent(right, results.length);
console.log(`all four right: ${right} of ${results.length} rows, ${share.toFixed(1)} %`);
if (share < min) {
  console.log(`that is below ${min} %`);
  process.exit(1);
}

function readArguments(args) {
  const at = args.indexOf("--min");
  const min = at < 0 ? 0 : Number(args.splice(at, 2)[1]);
  if (args.length !== 1 || !Number.isFinite(min)) {
    console.error("usage: node tests/citations.mjs FILE.tsv [--min PERCENT]");
    process.exit(2);
  }
  return { file: args[0], min };
}

function readRows(file) {
  const [, ...lines] = readFileSync(file, "utf8").split(/\r?\n/);
  return lines.flatMap((line, index) => {
    const [text, style = "", platform = "", handle = "", date = "", id = ""] = line.split("\t");
    return text.trim() ? [{ line: index + 2, text, style, platform, handle, date, id }] : [];
  });
}

function ask(texts) {
  const program = process.env.IBID ?? fileURLToPath(new URL("../target/release/ibid", import.meta.url));
  const run = spawnSync(program, ["cite", "--parse", "--format", "json", "-"], {
    input: texts.map((text) => `${text}\n`).join(""),
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  // 1 says that something is wrong with a citation, which is no failure here.
  if (run.error || run.status > 1) {
    console.error(`${program} failed: ${run.error ?? run.stderr}`);
    process.exit(3);
  }
  const answers = run.stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  if (answers.length !== texts.length) {
    console.error(`${texts.length} texts, but ${answers.length} answers`);
    process.exit(3);
  }
  return answers;
}

// The fields that are wrong, with what was expected and what was read. Values are compared in their order; where a citation
// has none of a field, the next one's counts.
function compare(row, citations) {
  const wrong = new Map();
  const values = (column) => column.split("|").map((value) => value.trim()).filter(Boolean);
  const read = (value) => citations.map(value).filter((value) => value !== null);
  // What a list of accounts or of days shares stands in each of its citations.
  const shared = (expected, found) => {
    const isShared = expected.length === 1 && found.every((value) => JSON.stringify(value) === JSON.stringify(found[0]));
    return isShared ? found.slice(0, 1) : found;
  };
  const check = (field, expected, all, same) => {
    const found = shared(expected, all);
    const isRight = expected.length === found.length && expected.every((value, at) => same(value, found[at]));
    if (!isRight) wrong.set(field, { expected: expected.join("|"), found: found.map(shown).join("|") });
  };
  const shown = (value) => (typeof value === "object" ? value.id ?? value.url : value);
  const noPost = ["news", "publication"];

  check("platform", values(row.platform).filter((name) => !noPost.includes(name)), read((c) => c.platform),
    (expected, found) => expected === found);
  check("handle", values(row.handle), read((c) => c.handle),
    (expected, found) => bareHandle(expected) === bareHandle(found));
  check("date", values(row.date), read((c) => c.date && (c.time ? `${c.date}T${c.time}` : c.date)),
    (expected, found) => expected === (expected.includes("T") ? found.slice(0, expected.length) : found.split("T")[0]));
  // An address that is no permalink is only asked for where the table has one.
  const ids = values(row.id);
  check("id", ids, read((c) => (c.id !== null || (ids.length && c.url !== null) ? c : null)), isSamePost);
  return wrong;
}

function bareHandle(handle) {
  return handle.replace(/^@/, "").toLowerCase();
}

// By the id, whose last part the table may give alone; else by the address, whatever its scheme and query.
function isSamePost(expected, { id, url }) {
  const last = (path) => path.replace(/\/+$/, "").split("/").pop();
  const bare = (address) => address.replace(/^https?:\/\/(www\.|m\.|mobile\.)?/i, "").replace(/[?#].*$/, "").replace(/\/+$/, "");
  if (/^https?:/i.test(expected)) {
    const isAddress = url !== null && bare(expected).toLowerCase() === bare(url).toLowerCase();
    return isAddress || (id !== null && last(bare(expected)) === last(id));
  }
  return id !== null && (expected === id || expected === last(id));
}

function percent(part, whole) {
  return whole === 0 ? 100 : (100 * part) / whole;
}

function printTable(title, names, right) {
  const width = Math.max(title.length, ...names.map((name) => name.length));
  console.log(`${title.padEnd(width)}  right  rows       %`);
  for (const name of names) {
    const all = right(name);
    const count = all.filter(Boolean).length;
    const cells = [String(count).padStart(5), String(all.length).padStart(5), percent(count, all.length).toFixed(1).padStart(7)];
    console.log(`${name.padEnd(width)}  ${cells.join(" ")}`);
  }
  console.log();
}

function printMisses() {
  for (const { row, wrong } of results.filter(({ wrong }) => wrong.size > 0)) {
    console.log(`line ${row.line}, ${row.style}: ${[...row.text].slice(0, 90).join("")}`);
    for (const [field, { expected, found }] of wrong) {
      console.log(`    ${field}: expected ${expected || "nothing"}, read ${found || "nothing"}`);
    }
  }
  console.log();
}
