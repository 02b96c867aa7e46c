//! Versions of the engine's formats.

use crate::name::Constant;

levels! {
    /// `JET_paramEngineFormatVersion`: the newest format features that may be used.
    EngineFormatVersion {
        Exchange55Rtm = 500, Engine, "JET_efvExchange55Rtm", "format version mark: exchange55 rtm";
        Windows2000Rtm = 600, Engine, "JET_efvWindows2000Rtm", "format version mark: windows2000 rtm";
        Exchange2000Rtm = 1000, Engine, "JET_efvExchange2000Rtm", "format version mark: exchange2000 rtm";
        WindowsXpRtm = 1200, Engine, "JET_efvWindowsXpRtm", "format version mark: windows xp rtm";
        Exchange2010Rtm = 5520, Engine, "JET_efvExchange2010Rtm", "format version mark: exchange2010 rtm";
        Exchange2010Sp1 = 5920, Engine, "JET_efvExchange2010Sp1", "format version mark: exchange2010 sp1";
        Exchange2010Sp2 = 6080, Engine, "JET_efvExchange2010Sp2", "format version mark: exchange2010 sp2";
        ScrubLastNodeOnEmptyPage = 6960, Engine, "JET_efvScrubLastNodeOnEmptyPage", "format version mark: scrub last node on empty page";
        Exchange2013Rtm = 7020, Engine, "JET_efvExchange2013Rtm", "format version mark: exchange2013 rtm";
        ExtHdrRootFieldAutoIncStorageStagedToDebug = 7060, Engine, "JET_efvExtHdrRootFieldAutoIncStorageStagedToDebug", "format version mark: ext hdr root field auto inc storage staged to debug";
        LogExtendDbLrAfterCreateDbLr = 7940, Engine, "JET_efvLogExtendDbLrAfterCreateDbLr", "format version mark: log extend db lr after create db lr";
        RollbackInsertSpaceStagedToTest = 7960, Engine, "JET_efvRollbackInsertSpaceStagedToTest", "format version mark: rollback insert space staged to test";
        Windows10Rtm = 8020, Engine, "JET_efvWindows10Rtm", "format version mark: windows10 rtm";
        QfeMsysLocalesGuidRefCountFixup = 8023, Engine, "JET_efvQfeMsysLocalesGuidRefCountFixup", "format version mark: qfe msys locales guid ref count fixup";
        PersistedLostFlushMapStagedToDebug = 8220, Engine, "JET_efvPersistedLostFlushMapStagedToDebug", "format version mark: persisted lost flush map staged to debug";
        TriStatePageFlushTypeStagedToProd = 8280, Engine, "JET_efvTriStatePageFlushTypeStagedToProd", "format version mark: tri state page flush type staged to prod";
        LogSplitMergeCompressionReleased = 8400, Engine, "JET_efvLogSplitMergeCompressionReleased", "format version mark: log split merge compression released";
        TriStatePageFlushTypeReleased = 8420, Engine, "JET_efvTriStatePageFlushTypeReleased", "format version mark: tri state page flush type released";
        IrsDbidBasedMacroInfo2 = 8440, Engine, "JET_efvIrsDbidBasedMacroInfo2", "format version mark: irs dbid based macro info2";
        LostFlushMapCrashResiliency = 8460, Engine, "JET_efvLostFlushMapCrashResiliency", "format version mark: lost flush map crash resiliency";
        Exchange2016Rtm = 8520, Engine, "JET_efvExchange2016Rtm", "format version mark: exchange2016 rtm";
        MsysLocalesGuidRefCountFixup = 8620, Engine, "JET_efvMsysLocalesGuidRefCountFixup", "format version mark: msys locales guid ref count fixup";
        EncryptedColumns = 8720, Engine, "JET_efvEncryptedColumns", "format version mark: encrypted columns";
        LoggingDeleteOfTableFcbs = 8820, Engine, "JET_efvLoggingDeleteOfTableFcbs", "format version mark: logging delete of table fcbs";
        EmptyIdxUpgradesUpdateMsysLocales = 8860, Engine, "JET_efvEmptyIdxUpgradesUpdateMsysLocales", "format version mark: empty idx upgrades update msys locales";
        SupportNlsInvariantLocale = 8880, Engine, "JET_efvSupportNlsInvariantLocale", "format version mark: support nls invariant locale";
        Exchange2016Cu1Rtm = 8920, Engine, "JET_efvExchange2016Cu1Rtm", "format version mark: exchange2016 cu1 rtm";
        SetDbVersion = 8940, Engine, "JET_efvSetDbVersion", "format version mark: set db version";
        ExtHdrRootFieldAutoIncStorageReleased = 8960, Engine, "JET_efvExtHdrRootFieldAutoIncStorageReleased", "format version mark: ext hdr root field auto inc storage released";
        Xpress9Compression = 8980, Engine, "JET_efvXpress9Compression", "format version mark: xpress9 compression";
        UppercaseTextNormalization = 9000, Engine, "JET_efvUppercaseTextNormalization", "format version mark: uppercase text normalization";
        DbscanHeaderHighestPageSeen = 9020, Engine, "JET_efvDbscanHeaderHighestPageSeen", "format version mark: dbscan header highest page seen";
        Escrow64 = 9040, Engine, "JET_efvEscrow64", "format version mark: escrow64";
        SynchronousLVCleanup = 9060, Engine, "JET_efvSynchronousLVCleanup", "format version mark: synchronous lvcleanup";
        Lid64 = 9080, Engine, "JET_efvLid64", "format version mark: lid64";
        ShrinkEof = 9100, Engine, "JET_efvShrinkEof", "format version mark: shrink eof";
        LogNewPage = 9120, Engine, "JET_efvLogNewPage", "format version mark: log new page";
        RootPageMove = 9140, Engine, "JET_efvRootPageMove", "format version mark: root page move";
        ScanCheck2 = 9160, Engine, "JET_efvScanCheck2", "format version mark: scan check2";
        LgposLastResize = 9180, Engine, "JET_efvLgposLastResize", "format version mark: lgpos last resize";
        ShelvedPages = 9200, Engine, "JET_efvShelvedPages", "format version mark: shelved pages";
        ShelvedPagesRevert = 9220, Engine, "JET_efvShelvedPagesRevert", "format version mark: shelved pages revert";
        ShelvedPages2 = 9240, Engine, "JET_efvShelvedPages2", "format version mark: shelved pages2";
        LogtimeGenMaxRequired = 9260, Engine, "JET_efvLogtimeGenMaxRequired", "format version mark: logtime gen max required";
        VariableDbHdrSignatureSnapshot = 9280, Engine, "JET_efvVariableDbHdrSignatureSnapshot", "format version mark: variable db hdr signature snapshot";
        LowerMinReqLogGenOnRedo = 9300, Engine, "JET_efvLowerMinReqLogGenOnRedo", "format version mark: lower min req log gen on redo";
        DbTimeShrink = 9320, Engine, "JET_efvDbTimeShrink", "format version mark: db time shrink";
        Xpress10Compression = 9340, Engine, "JET_efvXpress10Compression", "format version mark: xpress10 compression";
        RevertSnapshot = 9360, Engine, "JET_efvRevertSnapshot", "format version mark: revert snapshot";
        ApplyRevertSnapshot = 9380, Engine, "JET_efvApplyRevertSnapshot", "format version mark: apply revert snapshot";
        ExtentPageCountCache = 9400, Engine, "JET_efvExtentPageCountCache", "format version mark: extent page count cache";
        Lz4Compression = 9420, Engine, "JET_efvLz4Compression", "format version mark: lz4 compression";
        RBSNonRevertableTableDeletes = 9460, Engine, "JET_efvRBSNonRevertableTableDeletes", "format version mark: rbsnon revertable table deletes";
        ScanCheck2Flags = 9480, Engine, "JET_efvScanCheck2Flags", "format version mark: scan check2 flags";
        ExtentFreed2 = 9500, Engine, "JET_efvExtentFreed2", "format version mark: extent freed2";
        KVPStoreV2 = 9520, Engine, "JET_efvKVPStoreV2", "format version mark: kvpstore v2";
        IndexDeferredPopulate = 9540, Engine, "JET_efvIndexDeferredPopulate", "format version mark: index deferred populate";
        ReservedTags = 9560, Engine, "JET_efvReservedTags", "format version mark: reserved tags";
        RBSTooSoonDeletes = 9580, Engine, "JET_efvRBSTooSoonDeletes", "format version mark: rbstoo soon deletes";
        OptionallyUniqueIndices = 9600, Engine, "JET_efvOptionallyUniqueIndices", "format version mark: optionally unique indices";
        UseEngineDefault = 1073741825, Engine, "JET_efvUseEngineDefault", "format version mark: use engine default";
        UsePersistedFormat = 1073741826, Engine, "JET_efvUsePersistedFormat", "format version mark: use persisted format";
        AllowHigherPersistedFormat = 1090519040, Engine, "JET_efvAllowHigherPersistedFormat", "format version mark: allow higher persisted format";
    } + {
        WINDOWS10V2_RTM = MsysLocalesGuidRefCountFixup, Engine, "JET_efvWindows10v2Rtm", "format version mark: windows10v2 rtm";
        WINDOWS19H1_RTM = Exchange2016Cu1Rtm, Engine, "JET_efvWindows19H1Rtm", "format version mark: windows19 h1 rtm";
    }
}
