//! Layout of the structures, as the tables have it, asserted.
//!
//! Written by `cargo xtask header` from the tables; do not edit.

use super::data::*;
use super::info::*;
use super::types::c_char;

macro_rules! layout {
    ($($name:ty, $size:literal, $align:literal: $($field:ident $at:literal),*;)*) => {$(
        const _: () = {
            assert!(size_of::<$name>() == $size);
            assert!(align_of::<$name>() == $align);
            $(assert!(core::mem::offset_of!($name, $field) == $at);)*
        };
    )*};
}

layout! {
    JET_INDEXID, 20, 4: cbStruct 0, rgbIndexId 4;
    JET_RSTMAP<c_char>, 16, 8: szDatabaseName 0, szNewDatabaseName 8;
    JET_RSTMAP<u16>, 16, 8: szDatabaseName 0, szNewDatabaseName 8;
    JET_CONVERT<c_char>, 16, 8: szOldDll 0, fFlags 8;
    JET_CONVERT<u16>, 16, 8: szOldDll 0, fFlags 8;
    JET_SNPROG, 12, 4: cbStruct 0, cunitDone 4, cunitTotal 8;
    JET_DBINFOUPGRADE, 28, 4: cbStruct 0, cbFilesizeLow 4, cbFilesizeHigh 8,
        cbFreeSpaceRequiredLow 12, cbFreeSpaceRequiredHigh 16, csecToUpgrade 20, ulFlags 24;
    JET_OBJECTINFO, 40, 8: cbStruct 0, objtyp 4, dtCreate 8, dtUpdate 16, grbit 24, flags 28,
        cRecord 32, cPage 36;
    JET_OBJECTLIST, 56, 8: cbStruct 0, tableid 8, cRecord 16, columnidcontainername 20,
        columnidobjectname 24, columnidobjtyp 28, columniddtCreate 32, columniddtUpdate 36,
        columnidgrbit 40, columnidflags 44, columnidcRecord 48, columnidcPage 52;
    JET_COLUMNLIST, 80, 8: cbStruct 0, tableid 8, cRecord 16, columnidPresentationOrder 20,
        columnidcolumnname 24, columnidcolumnid 28, columnidcoltyp 32, columnidCountry 36,
        columnidLangid 40, columnidCp 44, columnidCollate 48, columnidcbMax 52, columnidgrbit 56,
        columnidDefault 60, columnidBaseTableName 64, columnidBaseColumnName 68,
        columnidDefinitionName 72;
    JET_COLUMNDEF, 28, 4: cbStruct 0, columnid 4, coltyp 8, wCountry 12, langid 14, cp 16,
        wCollate 18, cbMax 20, grbit 24;
    JET_COLUMNBASE<c_char>, 540, 4: cbStruct 0, columnid 4, coltyp 8, wCountry 12, langid 14, cp 16,
        wFiller 18, cbMax 20, grbit 24, szBaseTableName 28, szBaseColumnName 284;
    JET_COLUMNBASE<u16>, 1052, 4: cbStruct 0, columnid 4, coltyp 8, wCountry 12, langid 14, cp 16,
        wFiller 18, cbMax 20, grbit 24, szBaseTableName 28, szBaseColumnName 540;
    JET_INDEXLIST, 88, 8: cbStruct 0, tableid 8, cRecord 16, columnidindexname 20,
        columnidgrbitIndex 24, columnidcKey 28, columnidcEntry 32, columnidcPage 36,
        columnidcColumn 40, columnidiColumn 44, columnidcolumnid 48, columnidcoltyp 52,
        columnidCountry 56, columnidLangid 60, columnidCp 64, columnidCollate 68,
        columnidgrbitColumn 72, columnidcolumnname 76, columnidLCMapFlags 80;
    JET_COLUMNCREATE<c_char>, 56, 8: cbStruct 0, szColumnName 8, coltyp 16, cbMax 20, grbit 24,
        pvDefault 32, cbDefault 40, cp 44, columnid 48, err 52;
    JET_COLUMNCREATE<u16>, 56, 8: cbStruct 0, szColumnName 8, coltyp 16, cbMax 20, grbit 24,
        pvDefault 32, cbDefault 40, cp 44, columnid 48, err 52;
    JET_USERDEFINEDDEFAULT<c_char>, 32, 8: szCallback 0, pbUserData 8, cbUserData 16,
        szDependantColumns 24;
    JET_USERDEFINEDDEFAULT<u16>, 32, 8: szCallback 0, pbUserData 8, cbUserData 16,
        szDependantColumns 24;
    JET_CONDITIONALCOLUMN<c_char>, 24, 8: cbStruct 0, szColumnName 8, grbit 16;
    JET_CONDITIONALCOLUMN<u16>, 24, 8: cbStruct 0, szColumnName 8, grbit 16;
    JET_UNICODEINDEX, 8, 4: lcid 0, dwMapFlags 4;
    JET_UNICODEINDEX2, 16, 8: szLocaleName 0, dwMapFlags 8;
    JET_TUPLELIMITS, 20, 4: chLengthMin 0, chLengthMax 4, chToIndexMax 8, cchIncrement 12,
        ichStart 16;
    JET_SPACEHINTS, 32, 4: cbStruct 0, ulInitialDensity 4, cbInitial 8, grbit 12, ulMaintDensity 16,
        ulGrowth 20, cbMinExtent 24, cbMaxExtent 28;
    JET_INDEXCREATE<c_char>, 80, 8: cbStruct 0, szIndexName 8, szKey 16, cbKey 24, grbit 28,
        ulDensity 32, lcid_or_pidxunicode 40, cbVarSegMac_or_ptuplelimits 48,
        rgconditionalcolumn 56, cConditionalColumn 64, err 68, cbKeyMost 72;
    JET_INDEXCREATE<u16>, 80, 8: cbStruct 0, szIndexName 8, szKey 16, cbKey 24, grbit 28,
        ulDensity 32, lcid_or_pidxunicode 40, cbVarSegMac_or_ptuplelimits 48,
        rgconditionalcolumn 56, cConditionalColumn 64, err 68, cbKeyMost 72;
    JET_INDEXCREATE2<c_char>, 88, 8: cbStruct 0, szIndexName 8, szKey 16, cbKey 24, grbit 28,
        ulDensity 32, lcid_or_pidxunicode 40, cbVarSegMac_or_ptuplelimits 48,
        rgconditionalcolumn 56, cConditionalColumn 64, err 68, cbKeyMost 72, pSpacehints 80;
    JET_INDEXCREATE2<u16>, 88, 8: cbStruct 0, szIndexName 8, szKey 16, cbKey 24, grbit 28,
        ulDensity 32, lcid_or_pidxunicode 40, cbVarSegMac_or_ptuplelimits 48,
        rgconditionalcolumn 56, cConditionalColumn 64, err 68, cbKeyMost 72, pSpacehints 80;
    JET_INDEXCREATE3<c_char>, 88, 8: cbStruct 0, szIndexName 8, szKey 16, cbKey 24, grbit 28,
        ulDensity 32, pidxunicode 40, cbVarSegMac_or_ptuplelimits 48, rgconditionalcolumn 56,
        cConditionalColumn 64, err 68, cbKeyMost 72, pSpacehints 80;
    JET_INDEXCREATE3<u16>, 88, 8: cbStruct 0, szIndexName 8, szKey 16, cbKey 24, grbit 28,
        ulDensity 32, pidxunicode 40, cbVarSegMac_or_ptuplelimits 48, rgconditionalcolumn 56,
        cConditionalColumn 64, err 68, cbKeyMost 72, pSpacehints 80;
    JET_TABLECREATE<c_char>, 80, 8: cbStruct 0, szTableName 8, szTemplateTableName 16, ulPages 24,
        ulDensity 28, rgcolumncreate 32, cColumns 40, rgindexcreate 48, cIndexes 56, grbit 60,
        tableid 64, cCreated 72;
    JET_TABLECREATE<u16>, 80, 8: cbStruct 0, szTableName 8, szTemplateTableName 16, ulPages 24,
        ulDensity 28, rgcolumncreate 32, cColumns 40, rgindexcreate 48, cIndexes 56, grbit 60,
        tableid 64, cCreated 72;
    JET_TABLECREATE2<c_char>, 96, 8: cbStruct 0, szTableName 8, szTemplateTableName 16, ulPages 24,
        ulDensity 28, rgcolumncreate 32, cColumns 40, rgindexcreate 48, cIndexes 56, szCallback 64,
        cbtyp 72, grbit 76, tableid 80, cCreated 88;
    JET_TABLECREATE2<u16>, 96, 8: cbStruct 0, szTableName 8, szTemplateTableName 16, ulPages 24,
        ulDensity 28, rgcolumncreate 32, cColumns 40, rgindexcreate 48, cIndexes 56, szCallback 64,
        cbtyp 72, grbit 76, tableid 80, cCreated 88;
    JET_TABLECREATE3<c_char>, 120, 8: cbStruct 0, szTableName 8, szTemplateTableName 16, ulPages 24,
        ulDensity 28, rgcolumncreate 32, cColumns 40, rgindexcreate 48, cIndexes 56, szCallback 64,
        cbtyp 72, grbit 76, pSeqSpacehints 80, pLVSpacehints 88, cbSeparateLV 96, tableid 104,
        cCreated 112;
    JET_TABLECREATE3<u16>, 120, 8: cbStruct 0, szTableName 8, szTemplateTableName 16, ulPages 24,
        ulDensity 28, rgcolumncreate 32, cColumns 40, rgindexcreate 48, cIndexes 56, szCallback 64,
        cbtyp 72, grbit 76, pSeqSpacehints 80, pLVSpacehints 88, cbSeparateLV 96, tableid 104,
        cCreated 112;
    JET_TABLECREATE4<c_char>, 120, 8: cbStruct 0, szTableName 8, szTemplateTableName 16, ulPages 24,
        ulDensity 28, rgcolumncreate 32, cColumns 40, rgindexcreate 48, cIndexes 56, szCallback 64,
        cbtyp 72, grbit 76, pSeqSpacehints 80, pLVSpacehints 88, cbSeparateLV 96, tableid 104,
        cCreated 112;
    JET_TABLECREATE4<u16>, 120, 8: cbStruct 0, szTableName 8, szTemplateTableName 16, ulPages 24,
        ulDensity 28, rgcolumncreate 32, cColumns 40, rgindexcreate 48, cIndexes 56, szCallback 64,
        cbtyp 72, grbit 76, pSeqSpacehints 80, pLVSpacehints 88, cbSeparateLV 96, tableid 104,
        cCreated 112;
    JET_OPENTEMPORARYTABLE, 64, 8: cbStruct 0, prgcolumndef 8, ccolumn 16, pidxunicode 24, grbit 32,
        prgcolumnid 40, cbKeyMost 48, cbVarSegMac 52, tableid 56;
    JET_OPENTEMPORARYTABLE2, 64, 8: cbStruct 0, prgcolumndef 8, ccolumn 16, pidxunicode 24,
        grbit 32, prgcolumnid 40, cbKeyMost 48, cbVarSegMac 52, tableid 56;
    JET_RETINFO, 16, 4: cbStruct 0, ibLongValue 4, itagSequence 8, columnidNextTagged 12;
    JET_SETINFO, 12, 4: cbStruct 0, ibLongValue 4, itagSequence 8;
    JET_RECPOS, 16, 4: cbStruct 0, centriesLT 4, centriesInRange 8, centriesTotal 12;
    JET_RECPOS2, 32, 8: cbStruct 0, centriesLTDeprecated 4, centriesInRangeDeprecated 8,
        centriesTotalDeprecated 12, centriesLT 16, centriesTotal 24;
    JET_RECORDLIST, 24, 8: cbStruct 0, tableid 8, cRecord 16, columnidBookmark 20;
    JET_INDEXRANGE, 24, 8: cbStruct 0, tableid 8, grbit 16;
    JET_INDEX_COLUMN, 24, 8: columnid 0, relop 4, pv 8, cb 16, grbit 20;
    JET_INDEX_RANGE, 32, 8: rgStartColumns 0, cStartColumns 8, rgEndColumns 16, cEndColumns 24;
    JET_LOGTIME, 8, 1: bSeconds 0, bMinutes 1, bHours 2, bDay 3, bMonth 4, bYear 5, bFiller1 6,
        bFiller2 7;
    JET_BKLOGTIME, 8, 1: bSeconds 0, bMinutes 1, bHours 2, bDay 3, bMonth 4, bYear 5, bFiller1 6,
        bFiller2 7;
    JET_LGPOS, 8, 1: ib 0, isec 2, lGeneration 4;
    JET_SIGNATURE, 28, 1: ulRandom 0, logtimeCreate 4, szComputerName 12;
    JET_BKINFO, 24, 1: lgposMark 0, logtimeMark 8, genLow 16, genHigh 20;
    JET_DBINFOMISC, 216, 4: ulVersion 0, ulUpdate 4, signDb 8, dbstate 36, lgposConsistent 40,
        logtimeConsistent 48, logtimeAttach 56, lgposAttach 64, logtimeDetach 72, lgposDetach 80,
        signLog 88, bkinfoFullPrev 116, bkinfoIncPrev 140, bkinfoFullCur 164,
        fShadowingDisabled 188, fUpgradeDb 192, dwMajorVersion 196, dwMinorVersion 200,
        dwBuildNumber 204, lSPNumber 208, cbPageSize 212;
    JET_DBINFOMISC2, 296, 4: ulVersion 0, ulUpdate 4, signDb 8, dbstate 36, lgposConsistent 40,
        logtimeConsistent 48, logtimeAttach 56, lgposAttach 64, logtimeDetach 72, lgposDetach 80,
        signLog 88, bkinfoFullPrev 116, bkinfoIncPrev 140, bkinfoFullCur 164,
        fShadowingDisabled 188, fUpgradeDb 192, dwMajorVersion 196, dwMinorVersion 200,
        dwBuildNumber 204, lSPNumber 208, cbPageSize 212, genMinRequired 216, genMaxRequired 220,
        logtimeGenMaxCreate 224, ulRepairCount 232, logtimeRepair 236, ulRepairCountOld 244,
        ulECCFixSuccess 248, logtimeECCFixSuccess 252, ulECCFixSuccessOld 260, ulECCFixFail 264,
        logtimeECCFixFail 268, ulECCFixFailOld 276, ulBadChecksum 280, logtimeBadChecksum 284,
        ulBadChecksumOld 292;
    JET_DBINFOMISC3, 300, 4: ulVersion 0, ulUpdate 4, signDb 8, dbstate 36, lgposConsistent 40,
        logtimeConsistent 48, logtimeAttach 56, lgposAttach 64, logtimeDetach 72, lgposDetach 80,
        signLog 88, bkinfoFullPrev 116, bkinfoIncPrev 140, bkinfoFullCur 164,
        fShadowingDisabled 188, fUpgradeDb 192, dwMajorVersion 196, dwMinorVersion 200,
        dwBuildNumber 204, lSPNumber 208, cbPageSize 212, genMinRequired 216, genMaxRequired 220,
        logtimeGenMaxCreate 224, ulRepairCount 232, logtimeRepair 236, ulRepairCountOld 244,
        ulECCFixSuccess 248, logtimeECCFixSuccess 252, ulECCFixSuccessOld 260, ulECCFixFail 264,
        logtimeECCFixFail 268, ulECCFixFailOld 276, ulBadChecksum 280, logtimeBadChecksum 284,
        ulBadChecksumOld 292, genCommitted 296;
    JET_DBINFOMISC4, 348, 4: ulVersion 0, ulUpdate 4, signDb 8, dbstate 36, lgposConsistent 40,
        logtimeConsistent 48, logtimeAttach 56, lgposAttach 64, logtimeDetach 72, lgposDetach 80,
        signLog 88, bkinfoFullPrev 116, bkinfoIncPrev 140, bkinfoFullCur 164,
        fShadowingDisabled 188, fUpgradeDb 192, dwMajorVersion 196, dwMinorVersion 200,
        dwBuildNumber 204, lSPNumber 208, cbPageSize 212, genMinRequired 216, genMaxRequired 220,
        logtimeGenMaxCreate 224, ulRepairCount 232, logtimeRepair 236, ulRepairCountOld 244,
        ulECCFixSuccess 248, logtimeECCFixSuccess 252, ulECCFixSuccessOld 260, ulECCFixFail 264,
        logtimeECCFixFail 268, ulECCFixFailOld 276, ulBadChecksum 280, logtimeBadChecksum 284,
        ulBadChecksumOld 292, genCommitted 296, bkinfoCopyPrev 300, bkinfoDiffPrev 324;
    JET_RSTINFO<c_char>, 48, 8: cbStruct 0, rgrstmap 8, crstmap 16, lgposStop 20, logtimeStop 28,
        pfnStatus 40;
    JET_RSTINFO<u16>, 48, 8: cbStruct 0, rgrstmap 8, crstmap 16, lgposStop 20, logtimeStop 28,
        pfnStatus 40;
    JET_ERRINFOBASIC_W, 152, 4: cbStruct 0, errValue 4, errcatMostSpecific 8,
        rgCategoricalHierarchy 12, lSourceLine 20, rgszSourceFile 24;
    JET_COMMIT_ID, 40, 8: signLog 0, reserved 28, commitId 32;
    JET_OPERATIONCONTEXT, 8, 4: ulUserID 0, nOperationID 4, nOperationType 5, nClientType 6,
        fFlags 7;
    JET_SETCOLUMN, 40, 8: columnid 0, pvData 8, cbData 16, grbit 20, ibLongValue 24,
        itagSequence 28, err 32;
    JET_SETSYSPARAM<c_char>, 32, 8: paramid 0, lParam 8, sz 16, err 24;
    JET_SETSYSPARAM<u16>, 32, 8: paramid 0, lParam 8, sz 16, err 24;
    JET_RETRIEVECOLUMN, 48, 8: columnid 0, pvData 8, cbData 16, cbActual 20, grbit 24,
        ibLongValue 28, itagSequence 32, columnidNextTagged 36, err 40;
    JET_ENUMCOLUMNID, 16, 8: columnid 0, ctagSequence 4, rgtagSequence 8;
    JET_ENUMCOLUMNVALUE, 24, 8: itagSequence 0, err 4, cbData 8, pvData 16;
    JET_ENUMCOLUMN, 24, 8: columnid 0, err 4, cEnumColumnValue 8, rgEnumColumnValue 16;
    JET_RECSIZE, 64, 8: cbData 0, cbLongValueData 8, cbOverhead 16, cbLongValueOverhead 24,
        cNonTaggedColumns 32, cTaggedColumns 40, cLongValues 48, cMultiValues 56;
    JET_RECSIZE2, 88, 8: cbData 0, cbLongValueData 8, cbOverhead 16, cbLongValueOverhead 24,
        cNonTaggedColumns 32, cTaggedColumns 40, cLongValues 48, cMultiValues 56,
        cCompressedColumns 64, cbDataCompressed 72, cbLongValueDataCompressed 80;
    JET_LOGINFO<c_char>, 16, 4: cbSize 0, ulGenLow 4, ulGenHigh 8, szBaseName 12;
    JET_LOGINFO<u16>, 20, 4: cbSize 0, ulGenLow 4, ulGenHigh 8, szBaseName 12;
    JET_INSTANCE_INFO<c_char>, 48, 8: hInstanceId 0, szInstanceName 8, cDatabases 16,
        szDatabaseFileName 24, szDatabaseDisplayName 32, szDatabaseSLVFileName_Obsolete 40;
    JET_INSTANCE_INFO<u16>, 48, 8: hInstanceId 0, szInstanceName 8, cDatabases 16,
        szDatabaseFileName 24, szDatabaseDisplayName 32, szDatabaseSLVFileName_Obsolete 40;
    JET_THREADSTATS, 32, 4: cbStruct 0, cPageReferenced 4, cPageRead 8, cPagePreread 12,
        cPageDirtied 16, cPageRedirtied 20, cLogRecord 24, cbLogRecord 28;
    JET_THREADSTATS2, 48, 8: cbStruct 0, cPageReferenced 4, cPageRead 8, cPagePreread 12,
        cPageDirtied 16, cPageRedirtied 20, cLogRecord 24, cbLogRecord 28, cusecPageCacheMiss 32,
        cPageCacheMiss 40;
    JET_THREADSTATS3, 64, 8: cbStruct 0, cPageReferenced 4, cPageRead 8, cPagePreread 12,
        cPageDirtied 16, cPageRedirtied 20, cLogRecord 24, cbLogRecord 28, cusecPageCacheMiss 32,
        cPageCacheMiss 40, cSeparatedLongValueRead 44, cusecLongValuePageCacheMiss 48,
        cLongValuePageCacheMiss 56;
}
