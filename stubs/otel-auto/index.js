// Stands in for 206 MB of tracing packages that inngest only loads for its optional extended traces (docs/decisions/0002).
exports.getNodeAutoInstrumentations = () => [];
