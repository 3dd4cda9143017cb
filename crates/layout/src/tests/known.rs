//! Graphs of the packs, as plain names.

use super::{cards, laid_out, layers};
use crate::{Course, Layout, NodeSize, Options, layout};

const LOGTRIAGE: &str = "api-gateway>auth-service api-gateway>payment-service api-gateway>notification-service \
    auth-service>user-db payment-service>payment-db notification-service>email-queue";

const FIREWATCH: &str = "api-gateway>auth-service api-gateway>user-service auth-service>db-proxy \
    user-service>db-proxy user-service>cache checkout-service>payment-service checkout-service>auth-service \
    payment-service>db-proxy db-proxy cache notification-service>user-service \
    notification-service>notification-db metrics-exporter payment-processor>db-proxy \
    inventory-service>inventory-db fraud-detection-service>db-proxy user-db-primary \
    user-db-replica>user-db-primary session-service>db-proxy session-service>cache pricing-service>db-proxy \
    pricing-db fraud-detection>db-proxy cache-service user-db template-service \
    recommendation-engine>user-service recommendation-engine>product-catalog product-catalog>pricing-service \
    product-catalog>auth-service order-service>inventory-service order-service>payment-service \
    order-service>notification-service search-index>db-proxy search-service>db-proxy search-service>cache \
    ranking-service>search-service ml-inference-service>db-proxy product-db analytics-service>db-proxy \
    config-service api-gateway-az-a>auth-service api-gateway-az-a>user-service api-gateway-az-b>auth-service \
    api-gateway-az-b>user-service payment-service-az-b>db-proxy user-service-az-b>db-proxy \
    user-service-az-b>cache load-balancer>api-gateway checkout-v2-service>payment-service \
    checkout-v2-service>auth-service batch-processor>db-proxy feature-pipeline>feature-store \
    feature-store>db-proxy event-ingestion>feature-pipeline";

fn rows(layout: &Layout) -> Vec<f64> {
    layout.nodes.iter().map(|node| node.y).collect()
}

#[test]
fn logtriage_stands_as_in_the_picture() {
    let (names, graph) = cards(LOGTRIAGE);
    let layout = laid_out(&graph);
    assert_eq!(
        layers(&names, &layout),
        "api-gateway | auth-service payment-service notification-service | user-db payment-db email-queue"
    );
    assert_eq!(layout.crossings, 0);
    // 102 apart: a card of 78 and a gap of 24. Each store level with its only caller, the gateway in the middle.
    assert_eq!(rows(&layout), [141.0, 39.0, 141.0, 243.0, 39.0, 141.0, 243.0]);
    assert_eq!((layout.width, layout.height), (786.0, 282.0));
    assert!(layout.routes.iter().all(|route| route.course == Course::Forward && route.points.len() == 2));
}

#[test]
fn logtriage_stands_alike_at_every_level() {
    let (_, mut graph) = cards(LOGTRIAGE);
    for (size, options) in [
        (NodeSize::CARD, Options::cards()),
        (NodeSize::COMPACT, Options::compact()),
        (NodeSize::CHIP, Options::chips()),
        (NodeSize::GLYPH, Options::glyphs()),
        (NodeSize::GROUP, Options::groups()),
    ] {
        graph.nodes.fill(size);
        let layout = layout(&graph, &options).unwrap();
        let step = size.height + options.node_gap;
        let first = size.height / 2.0;
        let expected = [1.0, 0.0, 1.0, 2.0, 0.0, 1.0, 2.0].map(|row| first + row * step);
        assert_eq!(rows(&layout), expected, "{size:?}");
    }
}

#[test]
fn firewatch_has_few_crossings_and_short_edges() {
    let (names, graph) = cards(FIREWATCH);
    assert_eq!(names.len(), 43);
    let layout = laid_out(&graph);
    // 17 is also the best of 400 random starts.
    assert!(layout.crossings <= 17, "{} crossings", layout.crossings);
    assert!(layout.layers <= 5, "{} layers", layout.layers);
    assert!(layout.routes.iter().all(|route| !route.is_reversed()));
    // Everything that only calls the proxy stands in the layer before it.
    let layer = |name: &str| {
        let at = names.iter().position(|known| known == name).unwrap();
        layout.nodes[at].layer
    };
    for caller in ["batch-processor", "analytics-service", "feature-store"] {
        assert_eq!(layer(caller) + 1, layer("db-proxy"), "{caller}");
    }
    // Long edges make no detours where there is room.
    let at = |name: &str| names.iter().position(|known| known == name).unwrap() as u32;
    let edge = (at("checkout-service"), at("auth-service"));
    let found = graph.edges.iter().position(|&other| other == edge).unwrap();
    let route = &layout.routes[found];
    assert!(route.points.is_sorted_by(|a, b| a.y <= b.y), "{route:?}");
}
