/**
 * Low-rank adapters in the folders of Hugging Face's PEFT library: {@code adapter_config.json} and
 * {@code adapter_model.safetensors}, and a classification head in {@code head.safetensors} beside
 * them.
 */
@org.jspecify.annotations.NullMarked
package io.fedlora.peft;
