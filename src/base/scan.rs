//! Where a text stops being plain. Most of any text is, so it is looked at in blocks without a branch for each byte,
//! which compilers turn into a few instructions a block.

const BLOCK: usize = 64;

/// The offset of the first byte that is `special`.
pub fn first_byte(bytes: &[u8], special: impl Fn(u8) -> bool) -> Option<usize> {
    let is_special = |block: &[u8]| block.iter().fold(false, |found, byte| found | special(*byte));
    let mut start = 0;
    for block in bytes.chunks(BLOCK) {
        if is_special(block) {
            return block.iter().position(|byte| special(*byte)).map(|at| start + at);
        }
        start += block.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_byte_is_found_in_any_block() {
        for length in [0, 1, 63, 64, 65, 200] {
            let mut bytes = vec![b'a'; length];
            assert_eq!(first_byte(&bytes, |byte| byte == b'<'), None);
            for at in 0..length {
                bytes[at] = b'<';
                assert_eq!(first_byte(&bytes, |byte| byte == b'<'), Some(at));
                bytes[at] = b'a';
            }
        }
    }

    #[test]
    fn the_first_of_several_counts() {
        assert_eq!(first_byte(b"a<b<", |byte| byte == b'<'), Some(1));
    }
}
