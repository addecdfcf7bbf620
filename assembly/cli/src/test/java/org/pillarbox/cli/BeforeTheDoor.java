package org.pillarbox.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** For tests of what a command asks at the appliance's door, and tells of the answer. */
abstract class BeforeTheDoor {
  @TempDir Path data;

  FakeDoor door;
  Shell shell;

  @BeforeEach
  void open() throws Exception {
    door = new FakeDoor(data);
    shell = new Shell(data);
  }

  @AfterEach
  void close() {
    door.close();
  }
}
