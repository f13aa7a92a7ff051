use serde_json::{Map, Value, json};

/// What the files of a parcel are, and how they came to be.
#[derive(Clone, Debug, Default)]
pub struct Crate {
    /// What it is called.
    pub name: String,
    /// What it is, in a sentence.
    pub description: String,
    /// Day of publication: `2018-06-01`.
    pub published: String,
    /// Where it is published.
    pub url: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its files, in order.
    pub files: Vec<Described>,
    /// How captures were made, in order.
    pub looks: Vec<Look>,
}

/// A file of a parcel.
#[derive(Clone, Debug, Default)]
pub struct Described {
    /// Its path.
    pub path: String,
    /// What it is.
    pub name: String,
    /// Media type.
    pub media_type: String,
    /// SHA-256 in hexadecimal, and length.
    pub hash: (String, u64),
}

/// A look that a tool took at a post.
#[derive(Clone, Debug, Default)]
pub struct Look {
    /// The file with what was seen.
    pub result: String,
    /// SHA-256 of the line.
    pub sha256: String,
    /// What was looked at: its address.
    pub object: Option<String>,
    /// With what.
    pub instrument: Option<String>,
    /// When.
    pub at: String,
}

impl Crate {
    /// `ro-crate-metadata.json`, as RO-Crate 1.1 has it.
    pub fn metadata(&self) -> String {
        let mut graph = vec![json!({
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"}
        })];
        let refer = |ids: Vec<String>| -> Value { ids.into_iter().map(|id| json!({"@id": id})).collect() };
        let mut root = Map::new();
        root.insert("@id".to_owned(), "./".into());
        root.insert("@type".to_owned(), "Dataset".into());
        root.insert("name".to_owned(), self.name.clone().into());
        root.insert("description".to_owned(), self.description.clone().into());
        root.insert("datePublished".to_owned(), self.published.clone().into());
        if !self.url.is_empty() {
            root.insert("identifier".to_owned(), self.url.clone().into());
        }
        root.insert(
            "author".to_owned(),
            refer((1..=self.authors.len()).map(|n| format!("#author-{n}")).collect()),
        );
        root.insert(
            "hasPart".to_owned(),
            refer(self.files.iter().map(|file| address(&file.path)).collect()),
        );
        root.insert(
            "mentions".to_owned(),
            refer((1..=self.looks.len()).map(|n| format!("#capture-{n}")).collect()),
        );
        graph.push(root.into());
        for (n, author) in (1..).zip(&self.authors) {
            graph.push(json!({"@id": format!("#author-{n}"), "@type": "Person", "name": author}));
        }
        for file in &self.files {
            graph.push(json!({
                "@id": address(&file.path),
                "@type": "File",
                "name": file.name,
                "encodingFormat": file.media_type,
                "contentSize": file.hash.1.to_string(),
                "sha256": file.hash.0
            }));
        }
        let mut tools: Vec<&str> = self
            .looks
            .iter()
            .filter_map(|look| look.instrument.as_deref())
            .collect();
        tools.sort_unstable();
        tools.dedup();
        for (n, look) in (1..).zip(&self.looks) {
            let mut action = Map::new();
            action.insert("@id".to_owned(), format!("#capture-{n}").into());
            action.insert("@type".to_owned(), "CreateAction".into());
            action.insert(
                "name".to_owned(),
                format!("Capture with SHA-256 {}", look.sha256).into(),
            );
            action.insert("endTime".to_owned(), look.at.clone().into());
            action.insert("result".to_owned(), json!({"@id": address(&look.result)}));
            if let Some(object) = &look.object {
                action.insert("object".to_owned(), json!({"@id": object}));
            }
            if let Some(tool) = &look.instrument
                && let Ok(at) = tools.binary_search(&tool.as_str())
            {
                action.insert("instrument".to_owned(), json!({"@id": format!("#tool-{}", at + 1)}));
            }
            graph.push(action.into());
        }
        for (n, tool) in (1..).zip(tools) {
            graph.push(json!({"@id": format!("#tool-{n}"), "@type": "SoftwareApplication", "name": tool}));
        }
        let crate_ = json!({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph});
        // Strings, numbers and lists: nothing here can fail to be written.
        serde_json::to_string_pretty(&crate_).unwrap_or_default() + "\n"
    }
}

/// The path as an address: what no address may hold is percent-encoded.
fn address(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~@:,+=".contains(&byte) {
            address.push(char::from(byte));
        } else {
            let digit = |nibble: u8| char::from(b"0123456789ABCDEF"[usize::from(nibble & 15)]);
            address.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    address
}
