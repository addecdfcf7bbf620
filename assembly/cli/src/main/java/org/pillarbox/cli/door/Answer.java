package org.pillarbox.cli.door;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the appliance answered.
 *
 * @param status of HTTP
 * @param body parsed; missing node when there was none
 */
public record Answer(int status, JsonNode body) {}
