//! What two sequences have in common.

/// The longest common subsequence, as pairs of positions. What both begin and end with is found without a table.
pub(crate) fn common(left: &[u32], right: &[u32]) -> Vec<(usize, usize)> {
    let same = |(one, other): &(&u32, &u32)| one == other;
    let head = left.iter().zip(right).take_while(same).count();
    let (rest_left, rest_right) = (&left[head..], &right[head..]);
    let backwards = rest_left.iter().rev().zip(rest_right.iter().rev());
    let tail = backwards.take_while(same).count();
    let (left_end, right_end) = (left.len() - tail, right.len() - tail);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    let middle = by_table(&left[head..left_end], &right[head..right_end]);
    pairs.extend(middle.into_iter().map(|(l, r)| (l + head, r + head)));
    pairs.extend((0..tail).map(|at| (left_end + at, right_end + at)));
    pairs
}

/// The same by the usual table of lengths, longest from each pair of positions on.
fn by_table(left: &[u32], right: &[u32]) -> Vec<(usize, usize)> {
    if left.is_empty() || right.is_empty() {
        return Vec::new();
    }
    let width = right.len() + 1;
    let mut longest = vec![0_u32; (left.len() + 1) * width];
    for l in (0..left.len()).rev() {
        for r in (0..right.len()).rev() {
            longest[l * width + r] = if left[l] == right[r] {
                longest[(l + 1) * width + r + 1] + 1
            } else {
                longest[(l + 1) * width + r].max(longest[l * width + r + 1])
            };
        }
    }
    let (mut l, mut r, mut pairs) = (0, 0, Vec::new());
    while l < left.len() && r < right.len() {
        if left[l] == right[r] {
            pairs.push((l, r));
            (l, r) = (l + 1, r + 1);
        } else if longest[(l + 1) * width + r] >= longest[l * width + r + 1] {
            l += 1;
        } else {
            r += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_common_part_is_found() {
        for (left, right, length) in [
            (&[1, 2, 3, 4][..], &[1, 2, 9, 4][..], 3),
            (&[1, 2, 3], &[3, 1, 2], 2),
            (&[1, 1, 1], &[1, 1], 2),
            (&[], &[1], 0),
            (&[1, 2], &[3, 4], 0),
            (&[5, 1, 6, 2, 7], &[1, 2], 2),
        ] {
            let pairs = common(left, right);
            assert_eq!(pairs.len(), length, "{left:?} {right:?}");
            assert!(pairs.iter().all(|(l, r)| left[*l] == right[*r]));
            let rise = |two: &[(usize, usize)]| two[0].0 < two[1].0 && two[0].1 < two[1].1;
            assert!(pairs.windows(2).all(rise), "{pairs:?}");
        }
    }
}
