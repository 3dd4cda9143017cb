//! Whole layouts: tables of tiny graphs, known graphs, properties on random graphs, and the text of paths.
#![allow(clippy::unwrap_used)]

mod known;
mod movement;
mod paths;
mod properties;
mod refused;
mod tables;

use crate::{Graph, Layout, NodeSize, Options, layout};

/// Cards at the names' places in a list, edges from text such as `a>b b>c`; a name alone is a node.
fn cards(text: &str) -> (Vec<String>, Graph) {
    let mut names: Vec<String> = Vec::new();
    let mut index = |name: &str| {
        let found = names.iter().position(|known| known == name);
        found.unwrap_or_else(|| {
            names.push(name.to_owned());
            names.len() - 1
        }) as u32
    };
    let mut edges = Vec::new();
    for word in text.split_whitespace() {
        if let Some((caller, callee)) = word.split_once('>') {
            edges.push((index(caller), index(callee)));
        } else {
            index(word);
        }
    }
    let graph = Graph::uniform(names.len() as u32, NodeSize::CARD, edges);
    (names, graph)
}

fn laid_out(graph: &Graph) -> Layout {
    layout(graph, &Options::cards()).unwrap()
}

/// The layers from left to right, each from top to bottom: `a | b c | d`.
fn layers(names: &[String], layout: &Layout) -> String {
    let mut layers = vec![Vec::new(); layout.layers as usize];
    for (name, placed) in names.iter().zip(&layout.nodes) {
        layers[placed.layer as usize].push((placed.order, name.as_str()));
    }
    let text = |mut layer: Vec<(u32, &str)>| {
        layer.sort_unstable();
        let names: Vec<&str> = layer.into_iter().map(|(_, name)| name).collect();
        names.join(" ")
    };
    layers.into_iter().map(text).collect::<Vec<_>>().join(" | ")
}

/// A small generator (splitmix64) for graphs from seeds.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u32) -> u32 {
        (self.next() % u64::from(limit)) as u32
    }
}

/// A graph with boxes of different sizes, cycles, self loops, duplicates and isolated nodes.
fn random_graph(seed: u64) -> Graph {
    let mut random = Random(seed);
    let nodes = 1 + random.below(40);
    let edges = random.below(2 * nodes);
    let size = |random: &mut Random| NodeSize::new(f64::from(20 + random.below(200)), f64::from(20 + random.below(80)));
    Graph {
        nodes: (0..nodes).map(|_| size(&mut random)).collect(),
        edges: (0..edges).map(|_| (random.below(nodes), random.below(nodes))).collect(),
    }
}
