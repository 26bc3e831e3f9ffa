"""PEFT's own word on adapters in its layout.

    pip install torch transformers safetensors peft

    python src/test/golden/peft_golden.py make src/test/resources/golden
makes tiny-bert-lora, an adapter on tiny-bert as PEFT saves it, with a head beside it and the class
scores that PEFT computes with it, in float64.

    python src/test/golden/peft_golden.py check BASE EXPORTED
loads what `fedlora export` wrote and compares the output of BASE (a Hugging Face folder) with the
merged adapter to that with the sum of the common and the private one put into its weights.
"""

import json
import pathlib
import shutil
import sys
import tempfile

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModel

CLASSES = 3


def base(folder):
    return AutoModel.from_pretrained(folder, attn_implementation="eager").eval()


def make(golden):
    torch.manual_seed(5)
    target = golden / "tiny-bert-lora"
    target.mkdir(exist_ok=True)
    model = get_peft_model(base(golden / "tiny-bert"), LoraConfig(
        task_type="FEATURE_EXTRACTION", r=3, lora_alpha=6, lora_dropout=0.0, inference_mode=True,
        target_modules=["attention.self.query", "attention.self.value"], layers_to_transform=[1],
        layers_pattern="layer"))
    for name, values in model.named_parameters():
        if "lora_" in name:
            values.data = torch.randn_like(values) * 0.5
    head = {"head.weight": torch.randn(CLASSES, 16), "head.bias": torch.randn(CLASSES)}
    with tempfile.TemporaryDirectory() as saved:
        model.save_pretrained(saved)
        shutil.copy(f"{saved}/adapter_model.safetensors", target)
        config = json.loads(pathlib.Path(saved, "adapter_config.json").read_text())
    config["base_model_name_or_path"] = "tiny-bert"
    (target / "adapter_config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    save_file(head, target / "head.safetensors", metadata={"format": "pt"})
    model = model.double().eval()
    cases = json.loads((golden / "tiny-bert" / "expected.json").read_text())["cases"]
    scores = []
    for case in cases:
        with torch.no_grad():
            hidden = model(input_ids=torch.tensor([case["ids"]]),
                           token_type_ids=torch.tensor([case["segments"]])).last_hidden_state[0]
        score = head["head.weight"].double() @ hidden.mean(0) + head["head.bias"].double()
        scores.append([round(x, 9) for x in score.tolist()])
    (target / "expected.json").write_text(json.dumps(dict(scores=scores)) + "\n")


def update(folder):
    """The change of each module's weight, in float64."""
    config = json.loads((folder / "adapter_config.json").read_text())
    arrays = load_file(folder / "adapter_model.safetensors")
    change = {}
    for name, a in arrays.items():
        if name.endswith(".lora_A.weight"):
            module = name[len("base_model.model."):-len(".lora_A.weight")]
            b = arrays[name.replace("lora_A", "lora_B")]
            change[module] = config["lora_alpha"] / config["r"] * b.double() @ a.double()
    return change


def check(folder, exported):
    ids = torch.arange(5, 15).unsqueeze(0)
    plain = base(folder).double()
    for part in ("common", "private"):
        for module, change in update(exported / part).items():
            plain.get_submodule(module).weight.data += change
    plain = plain(input_ids=ids).last_hidden_state
    loaded = PeftModel.from_pretrained(base(folder), exported / "merged")
    adapted = {n.split(".lora_A")[0] for n, _ in loaded.named_parameters() if ".lora_A" in n}
    assert len(adapted) == len(update(exported / "merged")), sorted(adapted)
    merged = loaded.double().eval()(input_ids=ids).last_hidden_state
    unchanged = base(folder).double()(input_ids=ids).last_hidden_state
    print("adapted modules", len(adapted))
    print("greatest difference from W0 + BA + DC", (merged - plain).abs().max().item())
    print("greatest difference from W0 alone    ", (merged - unchanged).abs().max().item())
    assert (merged - plain).abs().max() < 1e-5


if sys.argv[1] == "make":
    make(pathlib.Path(sys.argv[2]))
else:
    check(pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]))
