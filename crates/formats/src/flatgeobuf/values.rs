//! The values of a feature: the number of a column and its value, one after the other.

use crate::geojson::cell;
use crate::values::push_number;
use ::flatgeobuf::ColumnType;

/// The cells in the order of the columns; nothing when lengths and bytes do not fit.
pub(super) fn cells(mut bytes: &[u8], kinds: &[ColumnType]) -> Option<Vec<String>> {
    let mut cells = vec![String::new(); kinds.len()];
    // Some writers leave one byte behind the last value.
    while bytes.len() > 1 {
        let column = usize::from(u16::from_le_bytes(take(&mut bytes)?));
        cells[..].get(column)?;
        cells[column] = value(&mut bytes, kinds[column])?;
    }
    Some(cells)
}

fn value(bytes: &mut &[u8], kind: ColumnType) -> Option<String> {
    Some(match kind {
        ColumnType::Byte => i8::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::UByte => u8::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::Bool => match take(bytes)? {
            [0] => "no".to_owned(),
            _ => "yes".to_owned(),
        },
        ColumnType::Short => i16::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::UShort => u16::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::Int => i32::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::UInt => u32::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::Long => i64::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::ULong => u64::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::Float => f32::from_le_bytes(take(bytes)?).to_string(),
        ColumnType::Double => {
            let mut digits = Vec::new();
            push_number(&mut digits, f64::from_le_bytes(take(bytes)?));
            String::from_utf8_lossy(&digits).into_owned()
        }
        ColumnType::String | ColumnType::DateTime => text(bytes)?.trim().to_owned(),
        ColumnType::Json => {
            let text = text(bytes)?;
            serde_json::from_str(&text).map_or(text, |value| cell(&value))
        }
        ColumnType::Binary => {
            text(bytes)?;
            String::new()
        }
        _ => return None,
    })
}

fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*head)
}

fn text(bytes: &mut &[u8]) -> Option<String> {
    let length = u32::from_le_bytes(take(bytes)?) as usize;
    let (text, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(String::from_utf8_lossy(text).into_owned())
}
