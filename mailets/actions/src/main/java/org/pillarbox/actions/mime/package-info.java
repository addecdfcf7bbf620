/**
 * A message as bytes and the places in it: what finds a part, and what changes one and leaves every
 * other byte where it was. Knows JavaMail's decoders and nothing of the pipeline.
 */
package org.pillarbox.actions.mime;
