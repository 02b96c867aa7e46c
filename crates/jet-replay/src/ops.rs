//! Pseudo-calls on files. Crash and new process are in `replay.rs`.

use std::fs;
use std::io;
use std::path::Path;

/// Deletes a file, or a folder with all in it. What is not there is deleted already.
pub(crate) fn delete(path: &Path) -> io::Result<()> {
    let result = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// Copies a file, or a folder with all in it.
pub(crate) fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(|_| ());
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_copied_and_deleted_whole() {
        let dir = tempfile::tempdir().expect("room for a folder");
        let from = dir.path().join("a");
        fs::create_dir_all(from.join("b")).expect("a new folder");
        fs::write(from.join("b/file"), "bytes").expect("a new file");
        let to = dir.path().join("c");
        copy(&from, &to).expect("all there");
        assert_eq!(fs::read(to.join("b/file")).expect("copied"), b"bytes");
        delete(&from).expect("there");
        delete(&from).expect("gone already");
        assert!(!from.exists() && to.exists());
    }
}
