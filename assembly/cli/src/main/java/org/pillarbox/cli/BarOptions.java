package org.pillarbox.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pillarbox.cli.door.Door;
import picocli.CommandLine.Option;

/** Which bars of somebody are meant. */
final class BarOptions {
  @Option(names = "--from", description = "As sender; this is the default.")
  private boolean from;

  @Option(names = "--to", description = "As destination of our users' mail.")
  private boolean to;

  @Option(
      names = "--for",
      paramLabel = "USER",
      description = "Only for this user, group or @domain of ours.")
  private Optional<String> forWhom = Optional.empty();

  /**
   * One of them.
   *
   * @param way in which it bars, as people say it
   * @param path where it is in the REST API
   */
  record Bar(String way, String path) {}

  List<Bar> of(String who) {
    // A network's slash would be a step of the path.
    String name = Door.part(who.replace('/', '_'));
    List<Bar> bars = new ArrayList<>();
    if (from || !to) {
      bars.add(new Bar("sender", "/bars/from/" + name));
    }
    if (to) {
      bars.add(new Bar("destination", "/bars/to/" + name));
    }
    return bars;
  }

  /** For whom, or an empty text for everybody. */
  String forWhom() {
    return forWhom.orElse("");
  }
}
