// The JSON report → the workflow commands that GitHub's own toolkit writes for it: ten of a level, errors first.
import { readFileSync } from "node:fs";
import * as core from "@actions/core";

const [report, folder] = process.argv.slice(2);
const { findings } = JSON.parse(readFileSync(report, "utf8"));
const visible = (text) => text.replace(/[\u0000-\u0008\u000b-\u001f]/g, (c) => String.fromCodePoint(0x2400 + c.codePointAt(0)));

for (const [level, write] of [["error", core.error], ["warning", core.warning], ["note", core.notice]]) {
  for (const found of findings.filter((finding) => finding.level === level).slice(0, 10)) {
    const { start, end } = found.range ?? { start: {}, end: {} };
    const oneLine = start.line === end.line;
    write(visible([found.message, ...found.help.map(({ text }) => `help: ${text}`)].join("\n")), {
      title: found.rule,
      file: `${folder}/${found.path}`,
      startLine: start.line,
      endLine: end.line,
      startColumn: oneLine ? start.column : undefined,
      endColumn: oneLine ? end.column : undefined,
    });
  }
}
