package org.pillarbox.server.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Settings given as {@code PILLARBOX_…} in the environment; they win over the file. Container
 * engines put variables there too when a service or container is called pillarbox: those are
 * recognised and left alone. Anything else that starts with {@code PILLARBOX_} and isn't known is a
 * mistake that stops the start.
 */
public final class Environment {
  /** Variables that control the command and are not settings, with their meaning. */
  public static final Map<String, String> CONTROLS = controls();

  private static final String PREFIX = "PILLARBOX_";

  /** Kubernetes services and Docker links: host, port by number, and the link's own variables. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "PILLARBOX_(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?"
              + "|PORT_\\d+_(TCP|UDP|SCTP)(_(START|END|PROTO|PORT|ADDR))?|ENV_.+)");

  private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.+");

  private Environment() {}

  /**
   * Lays the variables over what the file says.
   *
   * @param file what the file says
   * @param variables the environment
   * @param settings all settings that exist
   * @param problems receives unknown variables
   */
  static Tree overlay(
      Tree file, Map<String, String> variables, List<Setting> settings, List<Problem> problems) {
    Map<String, Setting> known = new LinkedHashMap<>();
    settings.forEach(setting -> known.put(setting.variable(), setting));
    Tree result = file;
    for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
      String name = variable.getKey();
      boolean ours =
          name.startsWith(PREFIX)
              && !CONTROLS.containsKey(name)
              && !isServiceLink(name, variable.getValue());
      if (ours && known.containsKey(name)) {
        Tree value = value(known.get(name), variable.getValue(), problems);
        result = put(result, List.of(known.get(name).key().split("\\.", -1)), value);
      } else if (ours) {
        List<String> names =
            Stream.concat(known.keySet().stream(), CONTROLS.keySet().stream()).toList();
        problems.add(
            new Problem(
                Origin.environment(name).toString(),
                "",
                "is not a setting" + Suggestion.sentence(name, names)));
      }
    }
    return result;
  }

  /** Whether a container engine, not an admin, put the variable there. */
  static boolean isServiceLink(String name, String value) {
    return SERVICE_LINK.matcher(name).matches()
        || (name.endsWith("_PORT") && SERVICE_ADDRESS.matcher(value).matches())
        || (name.endsWith("_NAME") && value.startsWith("/"));
  }

  private static Tree value(Setting setting, String text, List<Problem> problems) {
    Origin origin = Origin.environment(setting.variable());
    if (text.isBlank()) {
      return new Tree.Nothing(origin);
    }
    return setting.structured()
        ? YamlTree.read(text, origin, problems)
        : new Tree.Scalar(text.strip(), origin);
  }

  private static Tree put(Tree tree, List<String> path, Tree value) {
    if (path.isEmpty()) {
      return value;
    }
    Map<String, Tree.Entry> entries = new LinkedHashMap<>();
    if (tree instanceof Tree.Mapping mapping) {
      entries.putAll(mapping.entries());
    } else if (!(tree instanceof Tree.Nothing)) {
      return tree;
    }
    Tree.Entry before = entries.get(path.get(0));
    Tree child = before == null ? new Tree.Nothing(value.origin()) : before.value();
    Tree after = put(child, path.subList(1, path.size()), value);
    entries.put(
        path.get(0),
        new Tree.Entry(
            path.size() == 1 || before == null ? value.origin() : before.origin(), after));
    return new Tree.Mapping(entries, tree.origin());
  }

  private static Map<String, String> controls() {
    Map<String, String> controls = new LinkedHashMap<>();
    controls.put("PILLARBOX_DATA", "the data directory, as --data");
    controls.put(
        "PILLARBOX_ADMIN_PASSWORD_FILE",
        "file whose first line is the first account's password; read at the first start only, by root"
            + " if root starts it");
    controls.put("PILLARBOX_HOME", "the distribution to run, instead of the one that is built");
    controls.put("PILLARBOX_JAVA_HOME", "the JDK 17 to use");
    controls.put("PILLARBOX_JAVA_OPTIONS", "further options for the JVM of the appliance");
    controls.put("PILLARBOX_MAVEN_OPTIONS", "further options for the build, as in \"-T1C -o\"");
    controls.put("PILLARBOX_CI_UP", "0 keeps .ci/run from starting the appliance");
    return Collections.unmodifiableMap(controls);
  }
}
