//! What the typesetter may see: our templates, our fonts and one document's data. No disk, no network, no clock.

use crate::Refused;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

static FONTS: [&[u8]; 6] = [
    include_bytes!(concat!(env!("OUT_DIR"), "/text.ttf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/text-bold.ttf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/khmer.ttf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/khmer-bold.ttf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/arrows.ttf")),
    include_bytes!(concat!(env!("OUT_DIR"), "/signs.ttf")),
];

static TEMPLATES: [(&str, &str); 6] = [
    ("/main.typ", include_str!("template/main.typ")),
    ("/look.typ", include_str!("template/look.typ")),
    ("/card.typ", include_str!("template/card.typ")),
    ("/file.typ", include_str!("template/file.typ")),
    ("/calls.typ", include_str!("template/calls.typ")),
    ("/dividers.typ", include_str!("template/dividers.typ")),
];

/// What is the same for every document; made once.
pub(crate) struct Case {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: Vec<Source>,
    main: FileId,
    data: FileId,
}

impl Case {
    pub(crate) fn new() -> Result<Self, Refused> {
        let fonts: Vec<Font> = FONTS.iter().flat_map(|font| Font::iter(Bytes::new(*font))).collect();
        let mut sources = Vec::new();
        for (path, text) in TEMPLATES {
            sources.push(Source::new(id(path)?, text.to_owned()));
        }
        Ok(Case {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            sources,
            main: id("/main.typ")?,
            data: id("/data.json")?,
        })
    }
}

/// A path of the typesetter's own file system. Each distinct one is kept for ever, so they are few and constant.
fn id(path: &str) -> Result<FileId, Refused> {
    let path = VirtualPath::new(path).map_err(|error| Refused::Press(format!("{path}: {error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// One document in work.
pub(crate) struct Job<'a> {
    pub(crate) case: &'a Case,
    pub(crate) data: Bytes,
}

impl World for Job<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.case.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.case.book
    }

    fn main(&self) -> FileId {
        self.case.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.case.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.case.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.case.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
