package org.pillarbox.server.configuration;

import java.util.Map;

/**
 * The reference of all settings, made from the records themselves. A test compares it with
 * docs/configuration.md, so that no setting can be missing there.
 */
public final class ConfigurationReference {
  private ConfigurationReference() {}

  /** Markdown: a table of the settings, and one of the control variables. */
  public static String markdown() {
    StringBuilder text = new StringBuilder();
    text.append("| key | default | what can be written | meaning | variable |\n");
    text.append("|---|---|---|---|---|\n");
    for (Setting setting : Setting.of(PillarboxConfiguration.defaults())) {
      text.append("| `")
          .append(setting.key())
          .append("` | ")
          .append(setting.value().isEmpty() ? "–" : "`" + setting.value() + "`")
          .append(" | ")
          .append(setting.allowed())
          .append(" | ")
          .append(setting.meaning())
          .append(" | `")
          .append(setting.variable())
          .append("` |\n");
    }
    text.append("\n## Variables that are not settings\n\n| variable | meaning |\n|---|---|\n");
    for (Map.Entry<String, String> control : Environment.CONTROLS.entrySet()) {
      text.append("| `")
          .append(control.getKey())
          .append("` | ")
          .append(control.getValue())
          .append(" |\n");
    }
    return text.toString();
  }
}
