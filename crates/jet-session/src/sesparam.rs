//! What a session's user told it: defaults for its commits, names and numbers for traces.

/// Session parameters, checked by whoever sets them.
///
/// They are kept for whoever asks: nothing in the engine acts on them yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionParams {
    /// Bytes to be logged with the outermost commit.
    pub commit_context: Vec<u8>,
    /// Whether those are customer data, which traces leave out.
    pub is_commit_context_private: bool,
    /// Whether their owner wants a call before the commit.
    pub wants_pre_commit_call: bool,
    /// `JET_OPERATIONCONTEXT`: a user, a kind of operation and of client.
    pub operation: [u8; 8],
    /// The number by which the user's traces know the session.
    pub correlation_id: u32,
    /// Priority of the pages it touches, in percent, at most 1000.
    pub cache_priority: u32,
    /// The component of the client this is.
    pub component: Vec<u8>,
    /// What that does.
    pub action: Vec<u8>,
    /// For what it does it.
    pub action_context: Vec<u8>,
    /// Whose activity this is part of.
    pub activity_id: [u8; 16],
    /// What of its I/O is traced.
    pub io_trace_flags: u32,
    /// `JET_IOPriority` bits.
    pub io_priority: u32,
}

impl SessionParams {
    /// What they are before anybody sets them.
    pub const UNSET: Self = Self {
        commit_context: Vec::new(),
        is_commit_context_private: false,
        wants_pre_commit_call: false,
        // The bit of an internal user: nobody has said who it is.
        operation: 0x8000_0000_u64.to_le_bytes(),
        correlation_id: 0,
        cache_priority: 100,
        component: Vec::new(),
        action: Vec::new(),
        action_context: Vec::new(),
        activity_id: [0; 16],
        io_trace_flags: 0,
        io_priority: 0,
    };
}
