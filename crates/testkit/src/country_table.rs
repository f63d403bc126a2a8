//! A small table of addresses and their countries in MaxMind's format, for tests.
//!
//! Owns the writing of as much of that format as a few networks of IPv4 need.

/// The table of those networks, each the first bytes of its addresses and a country of two letters.
pub fn country_table(networks: &[(&[u8], &str)]) -> Vec<u8> {
    // Each node has a way for 0 and one for 1; a way is a node, an end with a country, or nowhere.
    let mut nodes: Vec<[Way; 2]> = vec![[Way::Nowhere; 2]];
    let mut data = Vec::new();
    for (network, country) in networks {
        let bits: Vec<usize> = network.iter().flat_map(|byte| (0..8).rev().map(move |bit| usize::from(byte >> bit & 1))).collect();
        let (last, before) = bits.split_last().unwrap_or((&0, &[]));
        let mut at = 0;
        for bit in before {
            if let Way::Node(next) = nodes[at][*bit] {
                at = next;
            } else {
                nodes.push([Way::Nowhere; 2]);
                nodes[at][*bit] = Way::Node(nodes.len() - 1);
                at = nodes.len() - 1;
            }
        }
        nodes[at][*last] = Way::Country(data.len());
        data.extend(map(&[("country", map(&[("iso_code", text(country))]))]));
    }
    let count = nodes.len();
    let mut table = Vec::new();
    for way in nodes.iter().flatten() {
        let number = match way {
            Way::Node(node) => *node,
            Way::Nowhere => count,
            Way::Country(offset) => count + 16 + offset,
        };
        table.extend(&(number as u32).to_be_bytes()[1..]);
    }
    table.extend([0; 16]);
    table.extend(data);
    table.extend(b"\xab\xcd\xefMaxMind.com");
    table.extend(map(&[
        ("node_count", number(6, count as u64)),
        ("record_size", number(5, 24)),
        ("ip_version", number(5, 4)),
        ("database_type", text("Countries")),
        ("languages", vec![0, 4]),
        ("binary_format_major_version", number(5, 2)),
        ("binary_format_minor_version", number(5, 0)),
        ("build_epoch", number(9, 1_700_000_000)),
        ("description", map(&[])),
    ]));
    table
}

#[derive(Clone, Copy)]
enum Way {
    Nowhere,
    Node(usize),
    Country(usize),
}

fn map(pairs: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = vec![7 << 5 | pairs.len() as u8];
    for (name, value) in pairs {
        bytes.extend(text(name));
        bytes.extend(value);
    }
    bytes
}

fn text(text: &str) -> Vec<u8> {
    let length = text.len() as u8;
    let head = if length < 29 { vec![2 << 5 | length] } else { vec![2 << 5 | 29, length - 29] };
    [head.as_slice(), text.as_bytes()].concat()
}

fn number(kind: u8, number: u64) -> Vec<u8> {
    let bytes: Vec<u8> = number.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    let length = bytes.len() as u8;
    let head = if kind < 8 { vec![kind << 5 | length] } else { vec![length, kind - 7] };
    [head, bytes].concat()
}
