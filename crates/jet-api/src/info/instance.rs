//! `JetGetInstanceInfo`.

use crate::engine::Engine;
use crate::handle::JetInstance;

/// `JET_INSTANCE_INFO`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InstanceInfo {
    /// Its handle.
    pub instance: JetInstance,
    /// Its name.
    pub name: Option<String>,
    /// Paths of its attached databases.
    pub databases: Vec<String>,
}

impl Engine {
    /// Tells about all initialised instances. Source: `JetGetInstanceInfo`.
    pub fn get_instance_info(&self) -> Vec<InstanceInfo> {
        let told = self.entries().into_iter().filter_map(|entry| {
            let databases = entry.instance.databases().ok()?.list();
            let path = |path: &std::path::Path| path.to_string_lossy().into_owned();
            Some(InstanceInfo {
                instance: entry.handle(),
                name: entry.name.clone(),
                databases: databases.iter().map(|database| path(database.path())).collect(),
            })
        });
        told.collect()
    }
}
