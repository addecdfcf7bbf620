package org.pillarbox.webadmin;

import java.util.List;
import org.pillarbox.engines.EngineStatus;

/** How the engines are: bound by the composition to what watches them. */
@FunctionalInterface
public interface EngineWatch {
  /** Every engine of this appliance, now; never waits. */
  List<EngineStatus> engines();
}
