//! Instances: create, initialise, stop, end; and what needs no instance at all.
#![allow(unsafe_code, reason = "pointers of C callers")]

use jet_api::error_info::ERROR_INFO_BYTES;
use jet_api::handle::{INSTANCE_NIL, JetInstance};
use jet_api::info::instance::InstanceInfo;
use jet_api::{Engine, JetErr};

use crate::abi::{
    JET_ERRINFOBASIC_W, JET_GRBIT, JET_INSTANCE, JET_INSTANCE_INFO, JET_RSTINFO, c_char, c_void,
};
use crate::border::{DONE, Outcome, engine};
use crate::memory::{get, give_out, put, take_back, variable};
use crate::text::{Unit, text};

/// `JET_bitTermAbrupt`.
const TERM_ABRUPT: u32 = 0x2;

fn handle(instance: JET_INSTANCE) -> JetInstance {
    JetInstance(instance as u64)
}

/// `JetCreateInstance`.
pub(crate) unsafe fn create_instance<C: Unit>(
    pinstance: *mut JET_INSTANCE,
    name: *const C,
) -> Outcome {
    // SAFETY: C1.
    unsafe { create_instance2(pinstance, name, std::ptr::null::<C>(), 0) }
}

/// `JetCreateInstance2`.
pub(crate) unsafe fn create_instance2<C: Unit>(
    pinstance: *mut JET_INSTANCE,
    name: *const C,
    display_name: *const C,
    _grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let (name, _) = unsafe { (text(name)?, text(display_name)?) };
    let mut instance = INSTANCE_NIL;
    let place = variable(pinstance, &mut instance);
    let result = engine().create_instance2(place, name.as_deref());
    // SAFETY: C1.
    unsafe { put(pinstance, instance.0 as JET_INSTANCE) };
    result?;
    DONE
}

/// `JetInit`.
pub(crate) unsafe fn init(pinstance: *mut JET_INSTANCE) -> Outcome {
    // SAFETY: C1.
    let mut instance = unsafe { get(pinstance) }.map(handle);
    let result = engine().init(instance.as_mut());
    if let Some(instance) = instance {
        // SAFETY: C1.
        unsafe { put(pinstance, instance.0 as JET_INSTANCE) };
    }
    result?;
    DONE
}

/// `JetInit2`. Its bits change how recovery goes on with logs that are not all there.
pub(crate) unsafe fn init2(pinstance: *mut JET_INSTANCE, _grbit: JET_GRBIT) -> Outcome {
    // SAFETY: C1.
    unsafe { init(pinstance) }
}

/// `JetInit3`. Databases cannot be recovered in another place than they were.
pub(crate) unsafe fn init3<C: Unit>(
    pinstance: *mut JET_INSTANCE,
    prstinfo: *mut JET_RSTINFO<C>,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1; only the size is read before it is known.
    match unsafe { get(prstinfo.cast::<u32>()) } {
        // SAFETY: C1.
        None => unsafe { init2(pinstance, grbit) },
        Some(size) if size as usize != size_of::<JET_RSTINFO<C>>() => {
            Err(JetErr::INVALID_PARAMETER)
        }
        Some(_) => Err(JetErr::FEATURE_NOT_AVAILABLE),
    }
}

/// `JetTerm`.
pub(crate) unsafe fn term(instance: JET_INSTANCE) -> Outcome {
    engine().term(handle(instance), TERM_ABRUPT)?;
    DONE
}

/// `JetTerm2`.
pub(crate) unsafe fn term2(instance: JET_INSTANCE, grbit: JET_GRBIT) -> Outcome {
    engine().term(handle(instance), grbit)?;
    DONE
}

/// `JetStopService`.
pub(crate) unsafe fn stop_service() -> Outcome {
    engine().stop_service()?;
    DONE
}

/// `JetStopServiceInstance`.
pub(crate) unsafe fn stop_service_instance(instance: JET_INSTANCE) -> Outcome {
    engine().stop_service_instance(handle(instance))?;
    DONE
}

/// `JetStopServiceInstance2`.
pub(crate) unsafe fn stop_service_instance2(instance: JET_INSTANCE, grbit: JET_GRBIT) -> Outcome {
    Ok(engine().stop_service_instance2(handle(instance), grbit)?)
}

/// `JetGetErrorInfo`.
pub(crate) unsafe fn get_error_info(
    context: *mut c_void,
    result: *mut c_void,
    size: u32,
    level: u32,
    grbit: JET_GRBIT,
) -> Outcome {
    // SAFETY: C1.
    let code = unsafe { get(context.cast::<i32>()) }.map(JetErr::from_raw);
    let info = Engine::error_info(code, level, grbit, size as usize)?;
    // SAFETY: C1; only the size is read before it is known.
    let told = unsafe { get(result.cast::<u32>()) };
    if told.is_none_or(|size| (size as usize) < ERROR_INFO_BYTES) {
        return Err(JetErr::INVALID_PARAMETER);
    }
    let answer = JET_ERRINFOBASIC_W {
        cbStruct: ERROR_INFO_BYTES as u32,
        errValue: info.code.raw(),
        errcatMostSpecific: info.category as i32,
        rgCategoricalHierarchy: info.hierarchy.map(|category| category as u8),
        lSourceLine: 0,
        rgszSourceFile: [0; 64],
    };
    // SAFETY: C1.
    unsafe { put(result.cast(), answer) };
    DONE
}

/// `JetFreeBuffer`.
pub(crate) unsafe fn free_buffer(buffer: *mut c_char) -> Outcome {
    // SAFETY: C1: only what calls gave out comes back.
    unsafe { take_back(buffer.cast()) };
    DONE
}

/// `JetGetInstanceInfo`: one block with the structures, their arrays of pointers, and the texts.
pub(crate) unsafe fn get_instance_info<C: Unit>(
    pcount: *mut u32,
    pinfos: *mut *mut JET_INSTANCE_INFO<C>,
) -> Outcome {
    if pcount.is_null() || pinfos.is_null() {
        return Err(JetErr::INVALID_PARAMETER);
    }
    let told = engine().get_instance_info();
    let bytes = told.iter().map(info_bytes::<C>).sum();
    let block = if told.is_empty() { std::ptr::null_mut() } else { give_out(bytes) };
    if block.is_null() && !told.is_empty() {
        return Err(JetErr::OUT_OF_MEMORY);
    }
    let infos: *mut JET_INSTANCE_INFO<C> = block.cast();
    // SAFETY: the block has room for all structures, then for all arrays, then for all texts, of
    // which the last need no alignment.
    unsafe {
        let mut pointers: *mut *mut C = infos.add(told.len()).cast();
        let count: usize = told.iter().map(|info| info.databases.len() * ARRAYS).sum();
        let mut texts: *mut C = pointers.add(count).cast();
        for (at, info) in told.iter().enumerate() {
            let len = info.databases.len();
            let array = |at: usize| pointers.add(len * at);
            let name = info.name.as_deref().map(|name| put_next(&mut texts, name));
            put(
                infos.add(at),
                JET_INSTANCE_INFO {
                    hInstanceId: info.instance.0 as JET_INSTANCE,
                    szInstanceName: name.unwrap_or(std::ptr::null_mut()),
                    cDatabases: len,
                    szDatabaseFileName: array(0),
                    szDatabaseDisplayName: array(1),
                    szDatabaseSLVFileName_Obsolete: array(2),
                },
            );
            for (at, path) in info.databases.iter().enumerate() {
                put(array(0).add(at), put_next(&mut texts, path));
            }
            pointers = array(ARRAYS);
        }
        put(pcount, told.len() as u32);
        put(pinfos, infos);
    }
    DONE
}

/// Arrays of an instance's structure: paths of databases, and two of null pointers.
const ARRAYS: usize = 3;

/// The room that an instance takes in a block.
fn info_bytes<C: Unit>(info: &InstanceInfo) -> usize {
    let texts = info.databases.iter().chain(&info.name);
    let units: usize = texts.map(|text| C::encode(text).len() + 1).sum();
    size_of::<JET_INSTANCE_INFO<C>>()
        + info.databases.len() * ARRAYS * size_of::<*mut C>()
        + units * size_of::<C>()
}

/// Writes a text with its terminator where the last one ended; gives its place.
///
/// # Safety
/// There is room for it.
unsafe fn put_next<C: Unit>(end: &mut *mut C, text: &str) -> *mut C {
    let place = *end;
    for unit in C::encode(text).into_iter().chain([C::END]) {
        // SAFETY: there is room.
        unsafe {
            put(*end, unit);
            *end = end.add(1);
        }
    }
    place
}
