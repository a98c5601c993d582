//! Shapes as commands (MVT 2.1, section 4.3).

use super::protobuf::{put_varint, zigzag};

const MOVE_TO: u32 = 1;
const LINE_TO: u32 = 2;
const CLOSE_PATH: u32 = 7;

/// The shape of a feature, encoded. Positions are units from the northwestern corner of the tile, `y` downwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geometry {
    /// The geometry type of the format.
    pub(super) kind: u64,
    /// The commands, as packed numbers.
    pub(super) commands: Vec<u8>,
}

impl Geometry {
    /// Positions.
    pub fn points(positions: &[[i32; 2]]) -> Self {
        let mut pen = Pen::default();
        pen.put_line(MOVE_TO, positions);
        pen.into_geometry(1)
    }

    /// Lines of two or more positions.
    pub fn lines(lines: &[Vec<[i32; 2]>]) -> Self {
        let mut pen = Pen::default();
        for line in lines {
            if let Some((first, rest)) = line.split_first() {
                pen.put_line(MOVE_TO, std::slice::from_ref(first));
                pen.put_line(LINE_TO, rest);
            }
        }
        pen.into_geometry(2)
    }

    /// Polygons, each an outer ring with a positive area and holes with a negative one by the surveyor's formula. Rings are not closed.
    pub fn polygons(polygons: &[Vec<Vec<[i32; 2]>>]) -> Self {
        let mut pen = Pen::default();
        for ring in polygons.iter().flatten() {
            if let Some((first, rest)) = ring.split_first() {
                pen.put_line(MOVE_TO, std::slice::from_ref(first));
                pen.put_line(LINE_TO, rest);
                put_varint(&mut pen.commands, u64::from(CLOSE_PATH | 1 << 3));
            }
        }
        pen.into_geometry(3)
    }
}

/// Commands, and where they have led: every position is told by the way from the one before.
#[derive(Default)]
struct Pen {
    at: [i32; 2],
    commands: Vec<u8>,
}

impl Pen {
    fn put_line(&mut self, command: u32, positions: &[[i32; 2]]) {
        if positions.is_empty() {
            return;
        }
        let n = positions.len() as u64;
        put_varint(&mut self.commands, n << 3 | u64::from(command));
        for position in positions {
            for (to, from) in position.iter().zip(self.at) {
                put_varint(&mut self.commands, u64::from(zigzag(to.wrapping_sub(from))));
            }
            self.at = *position;
        }
    }

    fn into_geometry(self, kind: u64) -> Geometry {
        Geometry {
            kind,
            commands: self.commands,
        }
    }
}
