package org.pillarbox.engines;

import java.util.List;
import java.util.stream.Stream;

/** What Cassandra 5.0 needs of the JDK's inside, after its own jvm17 options. */
final class Modules {
  private static final List<String> EXPORTS =
      List.of(
          "java.base/java.lang.ref",
          "java.base/jdk.internal.misc",
          "java.base/jdk.internal.ref",
          "java.base/sun.nio.ch",
          "java.management.rmi/com.sun.jmx.remote.internal.rmi",
          "java.rmi/sun.rmi.registry",
          "java.rmi/sun.rmi.server",
          "java.sql/java.sql",
          "jdk.unsupported/sun.misc");
  private static final List<String> OPENS =
      List.of(
          "java.base/java.io",
          "java.base/java.lang",
          "java.base/java.lang.module",
          "java.base/java.nio",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.base/java.util.concurrent.atomic",
          "java.base/jdk.internal.loader",
          "java.base/jdk.internal.math",
          "java.base/jdk.internal.module",
          "java.base/jdk.internal.ref",
          "java.base/jdk.internal.reflect",
          "java.base/jdk.internal.util.jar",
          "java.base/sun.nio.ch",
          "jdk.management/com.sun.management.internal");

  private Modules() {}

  static List<String> forCassandra() {
    return Stream.concat(
            EXPORTS.stream().map(name -> "--add-exports=" + name + "=ALL-UNNAMED"),
            OPENS.stream().map(name -> "--add-opens=" + name + "=ALL-UNNAMED"))
        .toList();
  }
}
