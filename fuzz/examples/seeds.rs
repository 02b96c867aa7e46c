//! Fills `corpus/` with pieces of real databases: pages, records, catalog rows, headers, pieces of
//! long values. `cargo run --example seeds DATABASE...` does it, and puts the databases into
//! `bases/`, where the target `file` finds them.

use std::fs;
use std::path::Path;

use jet_btree::Node;
use jet_pager::{DbHeader, Page, PageFlags};
use jet_types::{PageSize, Pgno};

/// Pieces of one kind taken from one database.
const MOST: usize = 60;

fn main() -> std::io::Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let corpus = here.join("corpus");
    for path in std::env::args().skip(1) {
        let path = Path::new(&path);
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = fs::read(path)?;
        let Some(header) = DbHeader::of(&bytes) else { continue };
        let size = header.page_size;
        if size == PageSize::KIB_4 {
            seed(&corpus, "header", &name, 0, &bytes[..8192])?;
        }
        let which = PageSize::ALL.iter().position(|known| *known == size).unwrap_or(0) as u8;
        let mut counts = [0; 4];
        for (number, page) in bytes.chunks_exact(size.bytes()).enumerate().skip(2) {
            pieces(&corpus, &name, which, Page::new(page, size), number, &mut counts)?;
        }
        fs::create_dir_all(here.join("bases"))?;
        fs::write(here.join("bases").join(&name), &bytes)?;
    }
    Ok(())
}

fn pieces(
    corpus: &Path,
    name: &str,
    which: u8,
    page: Page<'_>,
    number: usize,
    counts: &mut [usize; 4],
) -> std::io::Result<()> {
    if page.tag_count() == 0 {
        return Ok(());
    }
    let with_size = |bytes: &[u8]| [&[which], bytes].concat();
    let flags = page.flags();
    if counts[0] < MOST {
        counts[0] += 1;
        seed(corpus, "page", name, number, &with_size(page.bytes()))?;
        let mut nodes = vec![which, 0];
        for line in (0..page.line_count().min(12)).filter_map(|index| page.line(index)) {
            let bytes = line.bytes.get(..255).unwrap_or(line.bytes);
            nodes.extend([line.flags.bits(), bytes.len() as u8]);
            nodes.extend_from_slice(bytes);
        }
        seed(corpus, "node", name, number, &nodes)?;
    }
    if !flags.is_leaf() || flags.contains(PageFlags::SPACE_TREE) {
        return Ok(());
    }
    let is_long = flags.contains(PageFlags::LONG_VALUE);
    let kind = if is_long {
        1
    } else if page.objid().get() == 2 {
        2
    } else {
        3
    };
    let pgno = Pgno::new(number as u32 - 1).unwrap_or(Pgno::DATABASE_ROOT);
    for node in (0..page.line_count()).filter_map(|index| Node::at(page, pgno, index).ok()) {
        if counts[kind] >= MOST {
            break;
        }
        counts[kind] += 1;
        let number = number * 1000 + counts[kind];
        if is_long {
            for target in
                ["decompress_any", "decompress_xpress", "decompress_ascii", "decompress_unicode"]
            {
                seed(corpus, target, name, number, node.data)?;
            }
        } else if kind == 2 {
            let short = node.data.get(..255).unwrap_or(node.data);
            let row = [&[which, 0, short.len() as u8], short].concat();
            seed(corpus, "catalog_row", name, number, &row)?;
        } else {
            seed(corpus, "record", name, number, &with_size(node.data))?;
        }
    }
    Ok(())
}

fn seed(
    corpus: &Path,
    target: &str,
    name: &str,
    number: usize,
    bytes: &[u8],
) -> std::io::Result<()> {
    let dir = corpus.join(target);
    fs::create_dir_all(&dir)?;
    fs::write(dir.join(format!("{name}-{number}")), bytes)
}
