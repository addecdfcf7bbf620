package org.pillarbox.webadmin.rules;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.apache.james.json.DTOModule;
import org.apache.james.server.task.json.dto.AdditionalInformationDTO;
import org.apache.james.server.task.json.dto.AdditionalInformationDTOModule;
import org.apache.james.task.TaskExecutionDetails;

/** What a simulation has found so far, as {@code GET /tasks/{id}} shows it. */
public final class SimulationDetails
    implements TaskExecutionDetails.AdditionalInformation, AdditionalInformationDTO {
  private final String type;
  private final JsonNode report;
  private final Instant timestamp;

  /**
   * Details.
   *
   * @param type of the task
   * @param report what was found
   * @param timestamp of this account
   */
  @JsonCreator
  public SimulationDetails(
      @JsonProperty("type") String type,
      @JsonProperty("report") JsonNode report,
      @JsonProperty("timestamp") Instant timestamp) {
    this.type = type;
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
    return type;
  }

  /** What was found. */
  public JsonNode getReport() {
    return report;
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
