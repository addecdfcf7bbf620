package org.pillarbox.server.configuration;

import java.util.List;
import org.pillarbox.engines.JvmOptions;

/**
 * What finds mail by its words: the OpenSearch that the appliance runs itself.
 *
 * @param heap its heap
 * @param jvmOptions further options of its JVM, each beginning with -X or -D
 */
public record OpenSearchConfiguration(
    @Meaning("Heap of OpenSearch.") DataSize heap,
    @Meaning("Further options of its JVM, such as -Xlog:gc.") List<String> jvmOptions) {
  /** A small heap. */
  public static OpenSearchConfiguration defaults() {
    return new OpenSearchConfiguration(DataSize.megabytes(256), List.of());
  }

  /** Refuses a heap that OpenSearch does not start with, and what is no option. */
  public OpenSearchConfiguration {
    Checks.atLeast("heap", heap, DataSize.megabytes(192));
    jvmOptions = JvmOptions.checked("jvmOptions", jvmOptions);
  }
}
