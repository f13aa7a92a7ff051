use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::direction::Direction;
use super::escape::push_escaped;
use super::run::Run;
use super::{Sign, Surroundings};
use crate::brief::{Alert, Alignment, Block, BlockKind, Definition, Figure, Heading, Inline, Item, Table, markdown};

/// Writes a document. One writer writes one text, since it counts tables and knows which notes it has met.
pub(super) struct Writer<'w, 's> {
    pub(super) out: String,
    pub(super) around: &'w Surroundings<'s>,
    /// Words only: no links, notes or ids.
    pub(super) plain: bool,
    /// By note: whether the text has referred to it.
    seen: Vec<bool>,
    /// Notes met for the first time since the last look.
    fresh: Vec<usize>,
    /// How many tables with a caption there were; none are counted where ids cannot be unique.
    tables: Option<usize>,
    /// Signs that were not written yet, by the byte of the source that they stand behind.
    pub(super) unsigned: BTreeMap<u32, &'w Sign>,
    page: Direction,
}

impl<'w, 's> Writer<'w, 's> {
    pub(super) fn new(around: &'w Surroundings<'s>) -> Self {
        Self {
            out: String::new(),
            around,
            plain: false,
            seen: vec![false; around.notes.len()],
            fresh: Vec::new(),
            tables: None,
            unsigned: BTreeMap::new(),
            page: Direction::of_language(around.lang),
        }
    }

    /// A writer of the page's main text, which has ids of its own.
    pub(super) fn of_text(around: &'w Surroundings<'s>) -> Self {
        Self {
            tables: Some(0),
            unsigned: around.signs.iter().map(|sign| (sign.at, sign)).collect(),
            ..Self::new(around)
        }
    }

    pub(super) fn plain(around: &'w Surroundings<'s>) -> Self {
        Self {
            plain: true,
            ..Self::new(around)
        }
    }

    pub(super) fn push(&mut self, parts: &[&str]) {
        for part in parts {
            self.out.push_str(part);
        }
    }

    /// Remembers a note; the first time it is fresh.
    pub(super) fn saw(&mut self, note: usize) -> bool {
        match self.seen.get_mut(note) {
            Some(seen) if !*seen => {
                *seen = true;
                self.fresh.push(note);
                true
            }
            _ => false,
        }
    }

    pub(super) fn take_fresh(&mut self) -> Vec<usize> {
        std::mem::take(&mut self.fresh)
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                self.leaf("p", inlines);
                self.out.push('\n');
            }
            BlockKind::Heading(heading) => self.heading(heading),
            BlockKind::Quote(blocks) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::Alert(alert, blocks) => self.alert(*alert, blocks),
            BlockKind::List { start, tight, items } => self.list(*start, *tight, items),
            BlockKind::Definitions(definitions) => self.definitions(definitions),
            BlockKind::Code { language, text } => self.code(language, text),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure, block),
            BlockKind::Rule => self.out.push_str("<hr>\n"),
        }
    }

    /// An element that holds one run of text, with its own direction where that is not the page's.
    fn leaf(&mut self, tag: &str, inlines: &[Inline]) {
        self.leaf_with(tag, "", inlines);
        self.push(&["</", tag, ">"]);
    }

    fn leaf_with(&mut self, tag: &str, attributes: &str, inlines: &[Inline]) {
        let mut run = Run::of(inlines, self.around.lang);
        let dir = self.dir(&run);
        self.push(&["<", tag, attributes, dir, ">"]);
        self.run_as(inlines, &mut run);
    }

    fn dir(&self, run: &Run) -> &'static str {
        // In words, since `auto` overlooks what is isolated.
        match run.direction {
            direction if direction == self.page => "",
            Direction::LeftToRight => " dir=\"ltr\"",
            Direction::RightToLeft => " dir=\"rtl\"",
        }
    }

    fn heading(&mut self, heading: &Heading) {
        let tag = match heading.level {
            1 => "h1",
            2 => "h2",
            3 => "h3",
            4 => "h4",
            5 => "h5",
            _ => "h6",
        };
        let mut id = String::new();
        if self.tables.is_some() {
            id.push_str(" id=\"");
            push_escaped(&mut id, &heading.id);
            id.push('"');
        }
        self.leaf_with(tag, &id, &heading.content);
        self.push(&["</", tag, ">\n"]);
    }

    fn alert(&mut self, alert: Alert, blocks: &[Block]) {
        let words = &self.around.words;
        let (class, title) = match alert {
            Alert::Note => ("note", words.note),
            Alert::Tip => ("tip", words.tip),
            Alert::Important => ("important", words.important),
            Alert::Warning => ("warning", words.warning),
            Alert::Caution => ("caution", words.caution),
        };
        self.push(&[
            "<aside class=\"alert alert-",
            class,
            "\" role=\"note\">\n<p class=\"alert-title\">",
        ]);
        push_escaped(&mut self.out, title);
        self.out.push_str("</p>\n");
        self.blocks(blocks);
        self.out.push_str("</aside>\n");
    }

    fn list(&mut self, start: Option<u64>, tight: bool, items: &[Item]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        self.push(&["<", tag]);
        if let Some(start) = start.filter(|&start| start != 1) {
            self.push(&[" start=\"", &start.to_string(), "\""]);
        }
        let has_tasks = items.iter().any(|item| item.task.is_some());
        self.out.push_str(if has_tasks { " class=\"tasks\">\n" } else { ">\n" });
        for item in items {
            self.item(item, tight);
        }
        self.push(&["</", tag, ">\n"]);
    }

    fn item(&mut self, item: &Item, tight: bool) {
        let tick = match item.task {
            None => String::new(),
            Some(done) => {
                let words = &self.around.words;
                let (checked, name) = if done {
                    (" checked", words.done)
                } else {
                    ("", words.to_do)
                };
                let name = super::escape(name);
                format!("<input type=\"checkbox\" disabled{checked} aria-label=\"{name}\"> ")
            }
        };
        let class = if item.task.is_some() { " class=\"task\"" } else { "" };
        match item.blocks.split_first() {
            Some((
                Block {
                    kind: BlockKind::Paragraph(inlines),
                    ..
                },
                rest,
            )) if tight || item.task.is_some() => {
                let mut run = Run::of(inlines, self.around.lang);
                let dir = self.dir(&run);
                self.push(&["<li", class, dir, ">", &tick]);
                self.run_as(inlines, &mut run);
                if !rest.is_empty() {
                    self.out.push('\n');
                }
                self.blocks(rest);
            }
            _ => {
                self.push(&["<li", class, ">", &tick]);
                if !item.blocks.is_empty() {
                    self.out.push('\n');
                }
                self.blocks(&item.blocks);
            }
        }
        self.out.push_str("</li>\n");
    }

    fn definitions(&mut self, definitions: &[Definition]) {
        self.out.push_str("<dl>\n");
        for definition in definitions {
            self.leaf("dt", &definition.term);
            self.out.push('\n');
            for detail in &definition.details {
                if let [
                    Block {
                        kind: BlockKind::Paragraph(inlines),
                        ..
                    },
                ] = &detail[..]
                {
                    self.leaf("dd", inlines);
                } else {
                    self.out.push_str("<dd>\n");
                    self.blocks(detail);
                    self.out.push_str("</dd>");
                }
                self.out.push('\n');
            }
        }
        self.out.push_str("</dl>\n");
    }

    fn code(&mut self, language: &str, text: &str) {
        self.out.push_str("<pre tabindex=\"0\"><code");
        if !language.is_empty() {
            self.out.push_str(" class=\"language-");
            push_escaped(&mut self.out, language);
            self.out.push('"');
        }
        self.out.push('>');
        match self.around.highlighter {
            Some(highlighter) => self.out.push_str(&highlighter.highlight(language, text)),
            None => push_escaped(&mut self.out, text),
        }
        self.out.push_str("</code></pre>\n");
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<section class=\"scroll\" tabindex=\"0\"");
        let mut id = String::new();
        if let Some(count) = self.tables.as_mut().filter(|_| !table.caption.is_empty()) {
            *count += 1;
            let _ = write!(id, " id=\"tab-{count}\"");
            let _ = write!(self.out, " aria-labelledby=\"tab-{count}\"");
        } else {
            let words = markdown::words(&table.caption);
            let name = if words.is_empty() {
                self.around.words.table
            } else {
                &words
            };
            self.out.push_str(" aria-label=\"");
            push_escaped(&mut self.out, name);
            self.out.push('"');
        }
        self.out.push_str(">\n<table>\n");
        if !table.caption.is_empty() {
            self.leaf_with("caption", &id, &table.caption);
            self.out.push_str("</caption>\n");
        }
        self.out.push_str("<thead>\n");
        self.row(&table.head, table, " scope=\"col\"", true);
        self.out.push_str("</thead>\n<tbody>\n");
        for row in &table.rows {
            self.row(row, table, " scope=\"row\"", false);
        }
        self.out.push_str("</tbody>\n</table>\n</section>\n");
    }

    /// All cells of the head are heads, of their columns; in the body the first cell is, of its row.
    fn row(&mut self, cells: &[Vec<Inline>], table: &Table, scope: &str, is_head: bool) {
        self.out.push_str("<tr>");
        for (column, cell) in cells.iter().enumerate() {
            let class = match table.alignments.get(column) {
                Some(Alignment::End) => " class=\"number\"",
                Some(Alignment::Centre) => " class=\"centre\"",
                _ => "",
            };
            let names_row = column == 0 && class.is_empty() && !cell.is_empty();
            if is_head && !cell.is_empty() || !is_head && names_row {
                self.leaf_with("th", &format!("{scope}{class}"), cell);
                self.out.push_str("</th>");
            } else {
                self.leaf_with("td", class, cell);
                self.out.push_str("</td>");
            }
        }
        self.out.push_str("</tr>\n");
    }

    fn figure(&mut self, figure: &Figure, block: &Block) {
        self.out.push_str("<figure class=\"figure\">");
        let around = self.around;
        self.image(around.addresses.get(&block.span), &figure.alt);
        if !figure.caption.is_empty() || !figure.credit.is_empty() {
            self.leaf_with("figcaption", "", &figure.caption);
            if !figure.credit.is_empty() {
                if !figure.caption.is_empty() {
                    self.out.push(' ');
                }
                self.out.push_str("<span class=\"credit\">");
                push_escaped(&mut self.out, &figure.credit);
                self.out.push_str("</span>");
            }
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }
}
