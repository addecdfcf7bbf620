package org.pillarbox.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pillarbox.server.configuration.LoadedConfiguration;
import org.pillarbox.server.configuration.Setting;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The settings. */
@Command(
    name = "config",
    description = "The settings: pillarbox.yaml and PILLARBOX_ variables.",
    footer = {"", "Examples:", "  pillarbox config check"})
final class ConfigCommand extends Group {
  ConfigCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Command(
      description = "Say what is wrong with the settings, or show them all and where each is from.",
      footer = {
        "",
        "Examples:",
        "  pillarbox config check",
        "  pillarbox config check | grep -v default",
        "  PILLARBOX_PORTS_OFFSET=0 pillarbox config check --json"
      })
  int check(@Mixin DataOption data, @Mixin JsonOption json) throws CommandFailure {
    LoadedConfiguration loaded = data.configuration();
    if (json.wanted()) {
      Map<String, String> values = new LinkedHashMap<>();
      Setting.of(loaded.values()).forEach(setting -> values.put(setting.key(), setting.value()));
      json.printJson(values);
    } else {
      surroundings().out().print(loaded.describe());
      surroundings().out().flush();
    }
    return ExitCode.OK;
  }
}
