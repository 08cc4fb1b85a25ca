package org.ratsnetz.platform.consumption;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a batch that is not to be tried again.
 *
 * @param record the record
 * @param reason why, for an operator to read
 */
record Refusal(ConsumerRecord<byte[], byte[]> record, String reason) {}
