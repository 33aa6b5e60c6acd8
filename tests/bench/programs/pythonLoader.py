"""Opens a log directory with TensorBoard's Python loader, everything kept; prints its seconds and counts as JSON."""

import json
import sys
import time

started = time.perf_counter()

from tensorboard.backend.event_processing import plugin_event_multiplexer

imported = time.perf_counter()
multiplexer = plugin_event_multiplexer.EventMultiplexer(
    tensor_size_guidance={"scalars": 0, "histograms": 0, "tensor": 0}
)
multiplexer.AddRunsFromDirectory(sys.argv[1])
multiplexer.Reload()
loaded = time.perf_counter()

events = sum(
    len(multiplexer.Tensors(run, tag))
    for run, tags in multiplexer.Runs().items()
    for tag in tags["tensors"]
)
print(
    json.dumps(
        {"startSeconds": imported - started, "loadSeconds": loaded - imported, "events": events}
    )
)
