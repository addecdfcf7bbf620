package org.pillarbox.webadmin.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.Supplier;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.task.TaskExecutionDetails;

/** What a simulation has found so far, as {@code GET /tasks/{id}} shows it. */
public final class SimulationDetails
    implements TaskExecutionDetails.AdditionalInformation, AdditionalInformationDTO {
  private final Supplier<JsonNode> report;
  private final Instant timestamp;

  /**
   * Details.
   *
   * @param report finds what was found, if it is still known
   * @param timestamp of this account
   */
  SimulationDetails(Supplier<JsonNode> report, Instant timestamp) {
    this.report = report;
    this.timestamp = timestamp;
  }

  /** How James' task routes write it. */
  public static AdditionalInformationDTOModule<SimulationDetails, SimulationDetails> module() {
    return DTOModule.forDomainObject(SimulationDetails.class)
        .convertToDTO(SimulationDetails.class)
        .toDomainObjectConverter(details -> details)
        .toDTOConverter((details, typeName) -> details)
        .typeName(SimulationTask.TYPE.asString())
        .withFactory(AdditionalInformationDTOModule::new);
  }

  @Override
  public String getType() {
    return SimulationTask.TYPE.asString();
  }

  /** What was found; null if it is no longer kept. */
  public JsonNode getReport() {
    return report.get();
  }

  @Override
  public Instant getTimestamp() {
    return timestamp;
  }

  @Override
  public Instant timestamp() {
    return timestamp;
  }
}
