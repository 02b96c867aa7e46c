//! `cargo xtask install --prefix DIR`: builds libesent and puts it where C compilers find it.
//!
//! | file                        | what                                      |
//! |-----------------------------|-------------------------------------------|
//! | `include/esent.h`           | the header                                |
//! | `lib/libesent.so`, `.a`     | the library, shared (`.dylib` on macOS) and static |
//! | `lib/pkgconfig/esent.pc`    | how to compile and link with it           |

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::steps::{cargo, root, succeeds};

/// Builds and installs.
pub fn run() -> bool {
    let mut args = env::args().skip_while(|arg| arg != "--prefix").skip(1);
    let Some(prefix) = args.next() else {
        eprintln!("usage: cargo xtask install --prefix DIR");
        return false;
    };
    if !succeeds(&mut cargo(&["build", "--release", "--locked", "-p", "jet-capi"])) {
        return false;
    }
    let target =
        env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    match place(&target.join("release"), Path::new(&prefix)) {
        Ok(()) => true,
        Err(error) => {
            eprintln!("{prefix}: {error}");
            false
        }
    }
}

/// Copies what was built into a prefix.
fn place(built: &Path, prefix: &Path) -> io::Result<()> {
    let (include, lib) = (prefix.join("include"), prefix.join("lib"));
    let pkgconfig = lib.join("pkgconfig");
    fs::create_dir_all(&include)?;
    fs::create_dir_all(&pkgconfig)?;
    fs::copy(root().join("include/esent.h"), include.join("esent.h"))?;
    let shared = format!("{}esent{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
    for name in [shared.as_str(), "libesent.a"] {
        fs::copy(built.join(name), lib.join(name))?;
    }
    let prefix = std::path::absolute(prefix)?;
    fs::write(pkgconfig.join("esent.pc"), pkg_config(&prefix.to_string_lossy()))
}

/// The pkg-config file of an installation.
fn pkg_config(prefix: &str) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "prefix={prefix}\nlibdir=${{prefix}}/lib\nincludedir=${{prefix}}/include\n\nName: libesent\n\
         Description: The C interface of ESENT, an embedded database engine\nVersion: {version}\n\
         Libs: -L${{libdir}} -lesent\nLibs.private: -lpthread -ldl -lm\n\
         Cflags: -I${{includedir}}\n"
    )
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// pkg-config, if there is one, tells flags that a compiler finds the files with.
    #[test]
    fn an_installation_is_found() {
        let dir = env::temp_dir().join(format!("esent-install-{}", std::process::id()));
        let (built, prefix) = (dir.join("built"), dir.join("prefix"));
        fs::create_dir_all(&built).expect("a folder");
        let shared = format!("{}esent{}", env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
        for name in [shared.as_str(), "libesent.a"] {
            fs::write(built.join(name), name).expect("a file");
        }
        place(&built, &prefix).expect("room");
        let text = fs::read_to_string(prefix.join("lib/pkgconfig/esent.pc")).expect("a file");
        assert!(text.starts_with(&format!("prefix={}\n", prefix.display())), "{text}");
        assert!(
            prefix.join("include/esent.h").is_file() && prefix.join("lib/libesent.a").is_file()
        );
        let told = Command::new("pkg-config")
            .env("PKG_CONFIG_PATH", prefix.join("lib/pkgconfig"))
            .args(["--cflags", "--libs", "esent"])
            .output();
        if let Ok(told) = told {
            let told = String::from_utf8(told.stdout).expect("text");
            let flags: Vec<&str> = told.split_whitespace().collect();
            let include = format!("-I{}", prefix.join("include").display());
            let lib = format!("-L{}", prefix.join("lib").display());
            assert_eq!(flags, [include.as_str(), lib.as_str(), "-lesent"]);
        }
        fs::remove_dir_all(&dir).expect("our own folder");
    }
}
